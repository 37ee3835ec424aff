"""Pages and API of the offer call the same actions; only managers come in."""

import pytest
import time_machine

from kundenkreis.brands.models import LadderStep, ServicePackage, Skill, TopicStep
from kundenkreis.offer.pages import QUESTIONS
from kundenkreis.offer.queries import prices

pytestmark = pytest.mark.usefixtures("db")
SERVICE = "/offer/services/wifi/"
ANSWERS: dict[str, dict[str, object]] = {
    "name": {"de": "Funknetz"},
    "contents": {"de": "Router prüfen\nGeräte verbinden"},
    "price": {"price": "55.50"},
    "length": {"minutes": "90"},
    "topics": {"topics": ["bill"]},
    "skills": {"skill-wifi": "2"},
    "checks": {"kinds": ["identity", "conduct"]},
    "persons": {"persons": "2"},
    "offering": {"offered": "no"},
}


@pytest.fixture
def page(alpenfon, mira, client, at):
    """Her browser, on the fixture's day."""
    Skill.objects.create(slug="wifi", words={"de": "WLAN"})
    with time_machine.travel(at, tick=False):
        client.force_login(mira)
        yield client


def test_every_question_has_an_answer_here():
    assert set(ANSWERS) == set(QUESTIONS)


@pytest.mark.slow
@pytest.mark.parametrize("noun", QUESTIONS)
def test_one_question_a_page(page, noun):
    assert page.get(f"{SERVICE}{noun}/").status_code == 200
    assert page.post(f"{SERVICE}{noun}/", ANSWERS[noun]).status_code == 422, "why is asked"
    sent = page.post(f"{SERVICE}{noun}/", ANSWERS[noun] | {"reason": "Because of Berta"})
    assert (sent.status_code, sent["Location"]) == (303, SERVICE)
    assert "Because of Berta" in page.get(SERVICE).text


@pytest.mark.slow
def test_a_price_of_later_is_shown_and_taken_back(page):
    sent = page.post(f"{SERVICE}price/", {"price": "60", "day": "1.4.2026", "reason": "Spring"})  # fmt: skip
    assert sent.status_code == 303
    row = ServicePackage.objects.select_related("brand").get(slug="wifi")
    coming = prices(row)[0]
    assert (row.price, coming.price, coming.valid_from.astimezone(row.brand.zone).day) == (4900, 6000, 1)  # fmt: skip
    assert page.post(f"{SERVICE}price/", {"price": "60", "day": "soon", "reason": "x"}).status_code == 422  # fmt: skip
    assert page.post(f"{SERVICE}prices/{coming.pk}/removal/", {"reason": "x"}).status_code == 303  # fmt: skip
    assert len(prices(row)) == 1


@pytest.mark.slow
def test_a_new_service_and_the_ladder(page):
    new = {"de": "Repeater", "price": "39", "minutes": "45", "reason": "x"}
    assert page.post("/offer/new-service/", new)["Location"] == "/offer/services/repeater/"
    assert page.post("/offer/new-service/", new).status_code == 422
    assert page.post("/offer/ladder/", {"desk": "1", "experts": "2", "reason": "x"}).status_code == 303  # fmt: skip
    assert [row.stage for row in LadderStep.objects.filter(withdrawn_at=None)] == ["desk", "experts"]  # fmt: skip
    assert page.post("/offer/ladder/", {"desk": "1", "experts": "1", "reason": "x"}).status_code == 422  # fmt: skip
    own = {"own": "yes", "experts": "1", "desk": "2", "reason": "x"}
    assert page.post("/offer/ladder/bill/", own).status_code == 303
    assert [row.stage for row in TopicStep.objects.all()] == ["experts", "desk"]
    assert page.post("/offer/ladder/bill/", {**own, "own": "no"}).status_code == 303
    assert not TopicStep.objects.exists()


@pytest.mark.parametrize("path", ["/offer/", SERVICE, f"{SERVICE}price/", "/offer/ladder/", "/offer/ladder/bill/", "/offer/new-service/"])  # fmt: skip
def test_only_managers_come_in(page, reto, path):
    page.force_login(reto)
    assert page.get(path).status_code == 404


def test_what_does_not_exist_is_not_found(page):
    for path in ("/offer/services/none/", f"{SERVICE}magic/", "/offer/ladder/none/"):
        assert page.get(path).status_code == 404


@pytest.mark.parametrize("more", [0, 3])
def test_the_list_asks_as_often_for_many(page, django_assert_num_queries, more):
    for number in range(more):
        ServicePackage.objects.create(slug=f"x{number}", words={"de": "x"}, price=100, duration="01:00")  # fmt: skip
    page.get("/offer/")
    with django_assert_num_queries(8):
        page.get("/offer/")


@pytest.mark.slow
def test_the_same_by_api(page, reto):
    here = "/api/v1/offer/services"

    def send(method, path, **body):
        answer = getattr(page, method)(f"{here}{path}", {"reason": "x", **body}, content_type="application/json")  # fmt: skip
        return answer.status_code, answer.json()

    status, made = send("post", "", words={"de": "Repeater"}, price=3900, minutes=45)
    assert (status, made["slug"], made["offered"]) == (201, "repeater", False)
    send("put", "/repeater/name", words={"de": "Verstärker"})
    send("put", "/repeater/contents", includes={"de": ["Aufstellen"]})
    send("put", "/repeater/length", minutes=60)
    send("put", "/repeater/topics", topics=["internet"])
    send("put", "/repeater/skills", levels={"wifi": 3})
    send("put", "/repeater/checks", kinds=["identity"])
    send("put", "/repeater/persons", persons=2)
    status, now = send("put", "/repeater/offering", offered=True)
    assert (status, now) == (200, {
        "slug": "repeater", "words": {"de": "Verstärker"}, "includes": {"de": ["Aufstellen"]}, "price": {"amount": 3900, "currency": "CHF"},
        "minutes": 60, "topics": ["internet"], "skills": {"wifi": 3}, "checks": ["identity"], "persons": 2, "offered": True,
    })  # fmt: skip
    status, price = send("post", "/repeater/prices", price=4500, valid_from="2026-05-01T00:00:00+02:00")  # fmt: skip
    assert (status, price["begun_at"]) == (201, None)
    assert len(page.get(f"{here}/repeater/prices").json()["items"]) == 2
    assert page.delete(f"{here}/repeater/prices/{price['id']}?reason=x").status_code == 204
    assert [row["slug"] for row in page.get(here).json()["items"]][-1] == "repeater"
    put = {"stages": ["desk", "experts"], "reason": "x"}
    assert page.put("/api/v1/offer/ladder", put, content_type="application/json").json() == {"stages": ["desk", "experts"], "topics": {}}  # fmt: skip
    assert page.put("/api/v1/offer/ladder/bill", {**put, "stages": ["experts"]}, content_type="application/json").json()["topics"] == {"bill": ["experts"]}  # fmt: skip
    page.force_login(reto)
    assert page.get(here).status_code == 403
    assert send("put", "/repeater/offering", offered=False)[0] == 403
