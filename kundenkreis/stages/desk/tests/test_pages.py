"""The desk through its doors: pages and API."""

from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.people import actions as people
from kundenkreis.stages.desk import actions
from kundenkreis.stages.desk.models import CallbackWish
from kundenkreis.stages.desk.stage import DeskStage


@pytest.fixture(autouse=True)
def _now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def case(vreni, at):
    case = cases.open_case(
        customer=vreni, text="Die Rechnung stimmt nicht", by=vreni, at=at
    )
    DeskStage().begin(case, by=vreni, at=at)
    return case


def browser(person=None, brand="alpenfon"):
    client = Client(headers={"host": f"{brand}.localhost", "accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def post(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def text(answer):
    return answer.content.decode()


@pytest.mark.slow
def test_an_agent_finds_takes_answers_and_closes(case, vreni, reto):
    there, here = browser(reto), f"/desk/cases/{case.pk}/"
    assert "Die Rechnung" in text(there.get("/desk/"))
    assert post(there, f"{here}assignment/").status_code == 303
    assert "You work on this case" in text(there.get(here))
    assert there.post(f"{here}writing/").status_code == 204
    assert "Reto is writing" in text(browser(vreni).get(case.path))
    assert "Reto is writing" in text(there.get("/desk/?list=mine"))
    assert "There is a problem" in text(post(there, f"{here}messages/", text=""))
    post(there, f"{here}messages/", text="Geheim", internal="on")
    post(there, f"{here}messages/", text="Wir korrigieren sie")
    assert "Geheim" in text(there.get(here))
    shown = text(browser(vreni).get(case.path))
    assert "Wir korrigieren sie" in shown
    assert "Geheim" not in shown
    assert post(there, f"{here}solution/").status_code == 303
    case.refresh_from_db()
    assert case.state == Case.State.SOLVED
    assert case.attempts.get(stage="desk").state == "solved"
    assert there.get(here).status_code == 200


@pytest.mark.flow
def test_an_agent_releases_and_gives_up(case, reto):
    there, here = browser(reto), f"/desk/cases/{case.pk}/"
    post(there, f"{here}assignment/")
    assert post(there, f"{here}release/").status_code == 303
    assert post(there, f"{here}closing/").status_code == 303
    case.refresh_from_db()
    assert case.state == Case.State.UNSOLVED


@pytest.mark.flow
def test_all_stages_are_offered_to_the_agent_for_the_caller(case, reto):
    assert f'href="{case.path}' in text(browser(reto).get(f"/desk/cases/{case.pk}/"))


@pytest.mark.slow
def test_a_call_becomes_a_case(reto):
    there = browser(reto)
    assert "There is a problem" in text(post(there, "/desk/calls/", text=""))
    assert "There is a problem" in text(post(there, "/desk/calls/", text="WLAN", email="x"))
    answer = post(there, "/desk/calls/", text="WLAN geht nicht", phone="079 555 12 34")
    made = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{made.pk}/"
    assert "recorded on the phone" in text(there.get(answer["Location"]))
    for page in ("", "contact/", "details/", "withdrawal/"):
        assert there.get(f"{made.path}{page}").status_code == 200


@pytest.mark.slow
def test_anyone_may_wish_for_a_call_and_sees_when(alpenfon, reto):
    there = browser()
    page = text(there.get("/call-back/"))
    when = page.split('name="when" value="')[1].split('"')[0]
    assert "There is a problem" in text(post(there, "/call-back/", when=when, phone="nein"))
    assert "There is a problem" in text(
        post(there, "/call-back/", when="morgen", phone="0795551234")
    )
    answer = post(there, "/call-back/", when=when, phone="079 555 12 34", name="Vreni")
    wish = CallbackWish.objects.select_related("case").get()
    assert answer["Location"] == f"/call-back/{wish.pk}/"
    assert "079 555 12 34" in text(there.get(answer["Location"]))
    assert there.get(wish.case.path).status_code == 200
    assert browser().get(answer["Location"]).status_code == 404
    agent = browser(reto)
    assert "I have called" in text(agent.get(f"/desk/cases/{wish.case_id}/"))
    assert post(agent, f"/call-back/{wish.pk}/call/").status_code == 303
    assert "We called you" in text(there.get(answer["Location"]))


@pytest.mark.slow
def test_the_desk_does_not_exist_for_others(case, vreni, aylin, kai, reto, at):
    here = f"/desk/cases/{case.pk}/"
    for person in (vreni, aylin):
        for path in ("/desk/", "/desk/calls/", here):
            assert browser(person).get(path).status_code == 404
    assert browser(kai).get("/desk/").status_code == 404
    assert browser(kai, "seeland").get(here).status_code == 404
    for act in ("assignment", "release", "messages", "solution", "closing", "writing"):
        assert post(browser(kai, "seeland"), f"{here}{act}/", text="x").status_code == 404
    assert browser().get("/desk/").status_code == 302


@pytest.mark.flow
@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_the_database_equally_often(vreni, reto, at, count):
    for number in range(count):
        actions.open_for_caller(text=f"Rechnung {number}", by=reto, at=at)
    there = browser(reto)
    there.get("/desk/?list=mine")
    with CaptureQueriesContext(connection) as asked:
        assert there.get("/desk/?list=mine").status_code == 200
    assert len(asked) == 12


@pytest.mark.flow
def test_the_live_part_is_the_moving_part(case, reto):
    for path in ("/desk/?part=moving", f"/desk/cases/{case.pk}/?part=moving"):
        part = text(browser(reto).get(path))
        assert "<html" not in part
        assert "Die Rechnung" in part


@pytest.mark.flow
def test_a_topic_narrows_the_list(case, reto):
    there = browser(reto)
    assert "Die Rechnung" in text(there.get("/desk/?topic=bill"))
    assert "Die Rechnung" not in text(there.get("/desk/?topic=internet"))
    assert there.get("/desk/?list=nonsense&page=9").status_code == 200


@pytest.mark.flow
def test_the_api_tells_the_same_story(case, vreni, reto, at):
    def api(person, method, path):
        token = people.issue_token(person, by=person, at=at)
        client = Client(
            headers={"host": "alpenfon.localhost", "authorization": f"Bearer {token}"}
        )
        return client.generic(method, f"/api/v1/{path}")

    (row,) = api(reto, "GET", "desk/cases").json()["items"]
    assert (row["id"], row["agent"]) == (str(case.pk), None)
    path = f"desk/cases/{case.pk}/assignment"
    assert api(vreni, "POST", path).status_code == 404
    assert api(reto, "POST", path).json()["agent"] == "Reto"
    assert api(reto, "GET", "desk/cases").json()["items"] == []
    assert len(api(reto, "GET", "desk/cases?list=mine&limit=1").json()["items"]) == 1
    assert api(reto, "DELETE", path).status_code == 204
    assert api(vreni, "GET", "desk/cases").status_code == 404
