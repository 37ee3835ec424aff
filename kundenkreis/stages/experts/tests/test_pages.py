"""Consultations through their doors: pages and API tell the same story."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases import actions as cases
from kundenkreis.people import actions as people
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import Consultation, Expert


@pytest.fixture(autouse=True)
def _now(at):
    with time_machine.travel(at, tick=False):
        yield


def browser(person=None, brand="alpenfon"):
    client = Client(headers={"host": f"{brand}.localhost", "accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def api(person, method, path, body=None, at=None, **headers):
    if person:
        headers["Authorization"] = f"Bearer {people.issue_token(person, by=person, at=at)}"
    return Client(headers={"host": "alpenfon.localhost"}).generic(
        method,
        f"/api/v1/{path}",
        json.dumps(body or {}),
        "application/json",
        headers=headers,
    )


def post(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


@pytest.mark.slow
def test_a_customer_chooses_checks_and_orders(case, vreni, expert):
    there = browser(vreni)
    page = there.get(f"{case.path}consultation/").content.decode()
    assert "Aylin" in page
    order = there.get(f"{case.path}consultation/order/?expert={expert.pk}").content.decode()
    assert "Order with obligation to pay" in order
    answer = post(
        there,
        f"{case.path}consultation/order/",
        expert=expert.pk,
        payer="customer",
        price=900,
    )
    assert answer.status_code == 303
    assert Consultation.objects.get().wanted == expert
    assert case.reference in there.get(answer["Location"]).content.decode()
    assert post(there, f"{case.path}consultation/withdrawal/").status_code == 303
    assert "Ask another expert" in there.get(answer["Location"]).content.decode()
    assert "Aylin" in there.get(f"{case.path}consultation/?again=1").content.decode()


@pytest.mark.flow
def test_a_declined_card_and_a_changed_price_say_so_on_the_page(case, vreni, expert):
    there, path = browser(vreni), f"{case.path}consultation/order/"
    given = {"expert": "any", "payer": "customer"}
    assert (
        "There is a problem"
        in post(there, path, **given, price=900, means="0002").content.decode()
    )
    assert "price has changed" in post(there, path, **given, price=800).content.decode()
    assert "Our team" not in post(there, path, expert="any", payer="company", price=900)
    assert not Consultation.objects.exists()


@pytest.mark.slow
def test_the_expert_takes_writes_ends_and_the_customer_rates(case, vreni, aylin, expert):
    asked = actions.consult(case, by=vreni, at=case.opened_at)
    there = browser(aylin)
    queue = there.get("/consultations/").content.decode()
    assert "Lämpchen" in queue
    assert "079 555" not in queue
    assert post(there, f"{asked.path}acceptance/").status_code == 303
    assert "079 555" in there.get(asked.path).content.decode()
    assert (
        post(there, f"{asked.path}messages/", text="Bitte neu starten").status_code == 303
    )
    assert (
        "There is a problem"
        in post(there, f"{asked.path}end/", summary="").content.decode()
    )
    assert post(there, f"{asked.path}end/", summary="Neu gestartet").status_code == 303
    here = browser(vreni)
    assert "Neu gestartet" in here.get(f"{case.path}consultation/review/").content.decode()
    assert (
        "There is a problem"
        in post(here, f"{case.path}consultation/review/").content.decode()
    )
    post(here, f"{case.path}consultation/review/", helped="yes", stars=5, text="Super")
    case.refresh_from_db()
    assert case.state == "solved"
    after = there.get(asked.path).content.decode()
    assert "Super" in after
    assert "079 555" not in after
    assert "Super" in there.get("/consultations/").content.decode()


@pytest.mark.flow
def test_a_guest_with_a_key_can_do_it_all(alpenfon, aylin, expert, at):
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = cases.open_case(customer=guest, text="Internet geht nicht", by=guest, at=at)
    there = browser()
    there.cookies["case_keys"] = cases.make_key(case, by=guest, at=at)
    answer = post(
        there, f"{case.path}consultation/order/", expert="any", payer="customer", price=900
    )
    assert answer.status_code == 303
    asked = Consultation.objects.get()
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Neu gestartet", by=aylin, at=at)
    assert (
        post(there, f"{case.path}consultation/complaint/", text="Frech").status_code == 303
    )
    assert there.get(f"{case.path}consultation/").status_code == 200
    assert browser().get(f"{case.path}consultation/").status_code == 404


@pytest.mark.slow
def test_an_agent_passes_a_case_on_and_decides_a_complaint(
    case, vreni, reto, aylin, expert, at
):
    there = browser(reto)
    assert (
        "Who pays?" in there.get(f"{case.path}consultation/?payer=company").content.decode()
    )
    answer = post(
        there, f"{case.path}consultation/order/", expert="any", payer="company", price=900
    )
    assert answer.status_code == 303
    asked = Consultation.objects.get()
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Neu gestartet", by=aylin, at=at)
    actions.complain(asked, text="War frech", by=vreni, at=at)
    assert "War frech" in there.get(asked.path).content.decode()
    assert "War frech" not in browser(aylin).get(asked.path).content.decode()
    assert post(there, f"{asked.path}decision/", refund="yes").status_code == 303
    assert there.get(asked.path).status_code == 200


@pytest.mark.flow
@pytest.mark.parametrize("page", ["", "order/", "review/", "complaint/"])
def test_strangers_find_no_consultation(case, beat, kai, vreni, expert, at, page):
    actions.consult(case, by=vreni, at=at)
    assert browser(beat).get(f"{case.path}consultation/{page}").status_code == 404
    assert browser(kai, "seeland").get(f"{case.path}consultation/{page}").status_code == 404


@pytest.mark.slow
def test_the_experts_pages_do_not_exist_for_others(
    case, vreni, beat, kai, lars, expert, at
):
    asked = actions.consult(case, expert=expert, by=vreni, at=at)
    for person in (vreni, beat):
        for path in ("/consultations/", "/consultations/profile/", asked.path):
            assert browser(person).get(path).status_code == 404
    assert browser(lars).get(asked.path).status_code == 404
    assert post(browser(lars), f"{asked.path}acceptance/").status_code == 404
    assert browser(kai, "seeland").get(asked.path).status_code == 404
    assert browser(kai).get("/consultations/").status_code == 404


@pytest.mark.slow
def test_an_expert_describes_herself(aylin, alpenfon):
    there = browser(aylin)
    assert "Fill in my profile" in there.get("/consultations/").content.decode()
    page = there.get("/consultations/profile/").content.decode()
    topic = page.split('name="topics" value="')[1].split('"')[0]
    given = {
        "taking": "yes",
        "topics": topic,
        "languages": ["de", "fr"],
        "day0": "18-21.30",
    }
    bad = post(there, "/consultations/profile/", **given, day1="abends").content.decode()
    assert "such as 18:00–21:00" in bad
    assert post(there, "/consultations/profile/", **given).status_code == 303
    expert = Expert.objects.get()
    assert (expert.languages, expert.hours[:2]) == (
        ["de", "fr"],
        [["18:00", "21:30"], None],
    )
    assert "18:00–21:30" in there.get("/consultations/profile/").content.decode()
    post(there, "/consultations/profile/", **given | {"taking": "no"})
    assert "You pause" in there.get("/consultations/").content.decode()


def _offers(vreni, at, count):
    for number in range(count):
        text = f"Router {number} blinkt"
        case = cases.open_case(customer=vreni, text=text, by=vreni, at=at)
        actions.consult(case, by=vreni, at=at)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_database_equally_often(vreni, aylin, expert, at, count):
    _offers(vreni, at, count)
    there = browser(aylin)
    there.get("/consultations/")
    with CaptureQueriesContext(connection) as asked:
        assert there.get("/consultations/").status_code == 200
    assert len(asked) == 9


def test_the_live_part_is_the_moving_part(aylin, expert):
    part = browser(aylin).get("/consultations/?part=moving").content.decode()
    assert "<html" not in part
    assert "You are asked" in part


@pytest.mark.slow
def test_the_api_tells_the_same_story(case, vreni, aylin, lars, expert, at):
    body = {"case": str(case.pk), "expert": str(expert.pk)}
    made = api(vreni, "POST", "consultations", body, at)
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert made.json()["price"] == {"amount": 900, "currency": "CHF"}
    assert api(vreni, "POST", "consultations", body, at).json()["reason"] == "already_asked"
    assert api(lars, "POST", f"consultations/{pk}/acceptance", at=at).status_code == 404
    assert api(vreni, "POST", f"consultations/{pk}/acceptance", at=at).status_code == 404
    (waiting,) = api(aylin, "GET", "consultations", at=at).json()["items"]
    assert "079" not in waiting["excerpt"]
    assert (
        api(aylin, "POST", f"consultations/{pk}/acceptance", at=at).json()["state"]
        == "accepted"
    )
    over = api(aylin, "POST", f"consultations/{pk}/end", {"summary": "Neu gestartet"}, at)
    assert over.json()["state"] == "ended"
    assert (
        api(aylin, "POST", f"consultations/{pk}/review", {"stars": 5}, at).status_code
        == 404
    )
    rated = api(
        vreni, "POST", f"consultations/{pk}/review", {"stars": 4, "helped": True}, at
    )
    assert rated.json()["state"] == "rated"
    assert rated.json()["settled_at"]
    assert api(vreni, "GET", f"cases/{case.pk}", at=at).json()["status"] == "solved"


@pytest.mark.slow
def test_the_api_refuses_withdraws_and_complains(case, vreni, aylin, beat, expert, at):
    pk = api(vreni, "POST", "consultations", {"case": str(case.pk)}, at).json()["id"]
    assert api(beat, "POST", f"consultations/{pk}/withdrawal", at=at).status_code == 404
    assert (
        api(vreni, "POST", f"consultations/{pk}/withdrawal", at=at).json()["state"]
        == "withdrawn"
    )
    pk = api(vreni, "POST", "consultations", {"case": str(case.pk)}, at).json()["id"]
    assert (
        api(aylin, "POST", f"consultations/{pk}/refusal", {"why": "Ferien"}, at).json()[
            "state"
        ]
        == "declined"
    )
    pk = api(vreni, "POST", "consultations", {"case": str(case.pk)}, at).json()["id"]
    assert (
        api(vreni, "POST", f"consultations/{pk}/complaint", {"text": "x"}, at).json()[
            "reason"
        ]
        == "not_ended"
    )
    asked = Consultation.objects.get(pk=pk)
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Ende", by=aylin, at=at + timedelta(minutes=1))
    assert (
        api(vreni, "POST", f"consultations/{pk}/complaint", {"text": "x"}, at).status_code
        == 201
    )
