"""The same over the API: one story, and what each may see."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from kundenkreis.cases.actions import make_key
from kundenkreis.people.actions import issue_token, welcome_guest
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import STREET, case_of, helper_jonas

BODY = {
    "package": "wifi",
    "address": {"street": STREET, "postal_code": "8004", "place": "Zürich"},
    "contact": {"name": "Vreni", "phone": "079 111 22 33"},
}


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


class Api:
    """A program with a person's token, a case key, or nothing."""

    def __init__(self, person=None, at=None, key="", language="en"):
        headers = {"host": "alpenfon.localhost", "accept-language": language}
        if person:
            headers["authorization"] = f"Bearer {issue_token(person, by=person, at=at)}"
        if key:
            headers["x-case-key"] = key
        self.client = Client(headers=headers)

    def get(self, path, status=200, **query):
        answer = self.client.get(f"/api/v1/{path}", query)
        assert answer.status_code == status, answer.content
        return (
            answer.json() if "json" in answer["Content-Type"] else answer.content.decode()
        )

    def send(self, method, path, body=None, status=201, **headers):
        answer = getattr(self.client, method)(
            f"/api/v1/{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers=headers,
        )
        assert answer.status_code == status, answer.content
        return answer.json()

    def post(self, path, body=None, status=201, **headers):
        return self.send("post", path, body, status, **headers)


@pytest.mark.slow
def test_one_visit_from_packages_to_reviews(alpenfon, vreni, jonas, at):
    helper_jonas(jonas, at)
    case = case_of(vreni, at)
    hers, his = Api(vreni, at), Api(jonas, at)
    [_computer, wifi] = hers.get("service-packages", postal_code="8004")["items"]
    assert (wifi["id"], wifi["price"], wifi["duration"], wifi["helpers"]) == (
        "wifi",
        {"amount": 4900, "currency": "CHF"},
        60,
        1,
    )
    window = {
        "from": (at + timedelta(days=1)).isoformat(),
        "to": (at + timedelta(days=3)).isoformat(),
    }
    slots = hers.get("slots", package="wifi", postal_code="8004", **window)["items"]
    first = slots[0]
    assert first["helper"]["name"] == "Jonas"
    assert first["helper"]["checks"][0]["kind"] == "identity"
    assert first["score"] == pytest.approx(sum(first["parts"].values()))
    assert datetime.fromisoformat(first["starts_at"]) >= at + timedelta(days=1)
    body = {
        **BODY,
        "case": str(case.pk),
        "helper": first["helper"]["id"],
        "starts_at": first["starts_at"],
    }
    made = hers.post("bookings", body, **{"idempotency-key": "k1"})
    assert hers.post("bookings", body, **{"idempotency-key": "k1"}) == made
    assert (
        hers.post("bookings", {**body, "package": "x"}, 422, **{"idempotency-key": "k1"})[
            "reason"
        ]
        == "idempotency_mismatch"
    )
    assert made["state"] == "held"
    assert set(made["transitions"]) == {"reschedule", "cancellation"}
    assert sum(entry["amount"] for entry in made["money"]) == 0
    path = f"bookings/{made['id']}"
    seen = his.get(path)
    assert (seen["code_word"], seen["address"], seen["contact"]) == (None, None, None)
    assert set(seen["transitions"]) == {"acceptance", "refusal"}
    [wish] = his.get("requests")["items"]
    assert (
        his.post(f"offers/{wish['offers'][0]['id']}/acceptance")["address"]["street"]
        == STREET
    )
    assert (
        his.post(f"{path}/start", {"code_word": made["code_word"]}, 409)["reason"]
        == "wrong_state"
    )
    his.post(f"{path}/departure")
    assert (
        his.post(f"{path}/start", {"code_word": "Falsch"}, 422)["reason"]
        == "wrong_code_word"
    )
    his.post(f"{path}/start", {"code_word": made["code_word"]})
    his.post(f"{path}/completion", {"report": "Router neu gestartet."})
    done = hers.post(f"{path}/sign-off")
    assert (done["state"], sum(entry["amount"] for entry in done["money"])) == ("closed", 0)
    assert hers.get(f"cases/{case.pk}")["status"] == "solved"
    assert hers.post(f"{path}/review", {"stars": 5})["revealed_at"] is None
    assert his.get(path)["reviews"] == []
    his.post(f"{path}/review", {"stars": 5, "text": "Gerne"})
    assert {row["side"] for row in hers.get(path)["reviews"]} == {"customer", "helper"}
    assert [row["id"] for row in his.get("bookings")["items"]] == [made["id"]]


@pytest.mark.slow
def test_a_guest_books_with_the_key_of_her_case(alpenfon, jonas, at):
    helper_jonas(jonas, at)
    guest = welcome_guest(language="de", by=None, at=at)
    case = case_of(guest, at)
    api = Api(key=make_key(case, by=guest, at=at))
    body = {
        "case": str(case.pk), "package": "wifi", "starts_at": (at + timedelta(days=1)).isoformat(),
        "address": f"{STREET}, 8004 Zürich", "contact": {"name": "V", "phone": "1"},
    }  # fmt: skip
    made = api.post("bookings", body)
    assert made["address"]["street"] == STREET
    assert api.get(f"bookings/{made['id']}")["code_word"]
    assert (
        api.post(f"bookings/{made['id']}/cancellation", {"reason": "Geht wieder"})["state"]
        == "cancelled"
    )
    Api().get(f"bookings/{made['id']}", 404)


@pytest.mark.slow
def test_wrong_words_count_whatever_the_idempotency_key(on_the_way, jonas, at):
    booking = on_the_way
    his = Api(jonas, at)
    for number in range(5):
        his.post(
            f"bookings/{booking.pk}/start",
            {"code_word": "x"},
            422,
            **{"idempotency-key": str(number)},
        )
    locked = his.post(f"bookings/{booking.pk}/start", {"code_word": booking.code_word}, 409)
    assert locked["reason"] == "code_word_locked"


@pytest.mark.slow
def test_strangers_and_other_brands_find_nothing(held, beat, kai, at):
    booking = held
    for person in (beat, kai):
        Api(person, at).get(f"bookings/{booking.pk}", 404)
        for noun in ("acceptance", "cancellation", "sign-off", "review"):
            body = {"stars": 1} if noun == "review" else {}
            Api(person, at).post(f"bookings/{booking.pk}/{noun}", body, 404)
    assert Api(beat, at).get("bookings")["items"] == []
    assert Booking.objects.get().state == "held"


@pytest.mark.flow
def test_bad_input_is_a_problem_document(vreni, jonas, at):
    helper_jonas(jonas, at)
    case = case_of(vreni, at)
    api = Api(vreni, at)
    assert (
        api.get("slots", 422, package="wifi", postal_code="99")["reason"]
        == "unknown_postal_code"
    )
    assert (
        api.get("slots", 404, package="nothing", postal_code="8004")["reason"]
        == "unknown_package"
    )
    assert (
        api.get("slots", 422, package="wifi", postal_code="8004", **{"from": "tomorrow"})[
            "errors"
        ][0]["field"]
        == "from"
    )
    body = {**BODY, "case": str(case.pk), "starts_at": at.isoformat()}
    assert api.post("bookings", body, 409)["reason"] in {"slot_taken", "too_soon"}
    assert (
        api.post("bookings", {**body, "starts_at": "2026-03-11T10:00:00"}, 422)["reason"]
        == "bad_request"
    )
    assert (
        api.post("bookings", {**body, "helper": str(case.pk)}, 404)["reason"] == "not_found"
    )


@pytest.mark.flow
def test_a_wish_over_the_api_is_one_wish(vreni, at):
    case = case_of(vreni, at)
    api = Api(vreni, at)
    first = api.post("requests", {"case": str(case.pk)})
    second = api.post(
        "requests", {"case": str(case.pk), "package": "wifi", "postal_code": "8004"}
    )
    assert first["id"] == second["id"]
    assert (second["package"], second["place"]) == ("wifi", "Zürich")


@pytest.mark.slow
def test_a_helper_keeps_her_own_profile_hours_and_calendar(confirmed, vreni, jonas, at):
    his = Api(jonas, at)
    assert his.get("helpers/me")["radius_km"] == 10
    assert his.send(
        "put", "helpers/me", {"radius_km": 25, "capacity": 2, "paused": True}, 200
    )["paused"]
    assert his.send("put", "helpers/me", {"radius_km": 500}, 422)["reason"] == "bad_number"
    week = [{"weekday": 0, "start": "09:00", "end": "12:00"}]
    changed = his.send(
        "put",
        "helpers/me/availability",
        {"week": week, "exceptions": [{"day": "2026-03-16"}]},
        200,
    )
    assert len(changed["week"]) == 1
    assert changed["exceptions"][0]["start"] is None
    assert his.get("helpers/me/availability") == changed
    assert [row["kind"] for row in his.get("helpers/me/certifications")["items"]] == [
        "identity"
    ]
    feed = his.get("helpers/me/calendar.ics")
    assert "BEGIN:VEVENT" in feed
    assert STREET in feed.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in feed.split("\r\n"))
    card = Api().get(f"helpers/{his.get('helpers/me')['id']}")
    assert card["name"] == "Jonas"
    assert "8004" not in json.dumps(card)
    assert Api(vreni, at).get("helpers/me", 404)["reason"] == "not_found"


@pytest.mark.slow
def test_the_whole_of_a_booking_costs_few_statements(
    confirmed, vreni, at, django_assert_max_num_queries
):
    booking = confirmed
    api = Api(vreni, at)
    with django_assert_max_num_queries(17):
        api.get(f"bookings/{booking.pk}")
