"""What somebody would try who means ill, or has bad luck: each was possible once."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kundenkreis.cases import actions as cases
from kundenkreis.cases.doors import KEPT_KEYS
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import clock
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people import codes
from kundenkreis.people.models import Person, Role, Submission
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.experts import actions as experts
from kundenkreis.stages.experts.tests.conftest import make_expert
from kundenkreis.stages.marketplace import actions as marketplace
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    STREET,
    order,
    take,
    visit,
    wifi,
)

HERE = "alpenfon.localhost"
PHONE = "079 111 22 33"


@pytest.fixture(autouse=True)
def now(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doors look at the same clock as the tests."""
    monkeypatch.setattr(clock, "now", lambda: at)


def browser(person: Person | None = None, **more: Any) -> Client:
    client = Client(headers={"host": HERE}, **more)
    if person:
        client.force_login(person)
    return client


@pytest.fixture
def case(vreni: Person, aylin: Person, at: datetime) -> Case:
    """Vreni's case; Aylin takes part as an expert. A visit is half ordered."""
    people.leave_contact(vreni, phone=PHONE, by=vreni, at=at)
    case = cases.open_case(customer=vreni, text="WLAN geht nicht", by=vreni, at=at)
    cases.let_in(case, aylin, role="expert", by=None, at=at)
    wish = marketplace.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    marketplace.choose(wish, address=ADDRESS, by=vreni, at=at)
    return case


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        "contact/",
        "details/",
        "visit/",
        "visit/place/",
        "visit/slots/",
        "visit/contact/",
        "visit/check/",
        "withdrawal/",
        "feedback/",
    ],
)
def test_who_takes_part_neither_orders_nor_sees_how_to_reach_the_customer(
    case: Case, aylin: Person, page: str
) -> None:
    for method in ("get", "post"):
        answer = getattr(browser(aylin), method)(f"{case.path}{page}", ADDRESS)
        assert answer.status_code == 403
        assert STREET not in answer.content.decode()
        assert PHONE not in answer.content.decode()


@pytest.mark.flow
def test_who_takes_part_says_of_no_attempt_that_it_failed(
    case: Case, vreni: Person, aylin: Person, at: datetime
) -> None:
    attempt = cases.begin(case, stage="desk", by=vreni, at=at)
    answers = [
        browser(aylin).post(f"{case.path}attempts/{attempt.pk}/failure/"),
        browser(aylin).post(f"{case.path}attempts/", {"stage": "knowledge"}),
        browser(aylin).post(
            f"/api/v1/attempts/{attempt.pk}/failure", "{}", content_type="application/json"
        ),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN


@pytest.mark.flow
def test_a_helper_of_the_team_does_not_take_her_own_work_as_done(
    vreni: Person, jonas: Person, at: datetime
) -> None:
    Role.objects.create(person=jonas, kind="agent", since=at)
    booking = visit(vreni, jonas, at, "on_the_way")
    with pytest.raises(Invalid):
        marketplace.start(booking, code_word="falsch", by=jonas, at=at)
    booking = take(take(booking, "start", at), "complete", at)
    with pytest.raises(NotAllowed):
        marketplace.sign_off(booking, by=jonas, at=at)


@pytest.mark.flow
def test_an_expert_of_the_team_does_not_judge_herself(
    case: Case, vreni: Person, aylin: Person, at: datetime
) -> None:
    make_expert(aylin, at)
    consultation = experts.consult(case, by=vreni, at=at)
    consultation = experts.accept(consultation, by=aylin, at=at)
    consultation = experts.end(consultation, summary="Neu gestartet.", by=aylin, at=at)
    Role.objects.create(person=aylin, kind="agent", since=at)
    with pytest.raises(NotAllowed):
        experts.review(consultation, stars=5, by=aylin, at=at)
    experts.complain(consultation, text="Half nicht", by=vreni, at=at)
    with pytest.raises(NotAllowed):
        experts.decide(consultation, refund=False, by=aylin, at=at)


@pytest.mark.parametrize(
    "then",
    ["//evil.example/", "/\\evil.example/", "/\t/evil.example", "https://evil.example"],
)
def test_no_link_of_ours_leads_to_another_site(
    case: Case, vreni: Person, at: datetime, then: str
) -> None:
    key = cases.make_key(case, by=vreni, at=at)
    assert browser().get(f"/k/{key}/", {"then": then})["Location"] == case.path


def test_an_old_offer_is_not_accepted_for_a_new_time(
    held: Booking, jonas: Person, at: datetime
) -> None:
    booking = held
    old = booking.offer_id
    take(booking, "reschedule", at)
    for noun in ("acceptance", "refusal"):
        answer = browser(jonas).post(
            f"/api/v1/offers/{old}/{noun}", "{}", content_type="application/json"
        )
        assert answer.status_code == 404


@pytest.mark.flow
@pytest.mark.parametrize("price", ["abc", "-4900", "", "0", "1", "9" * 5000, "49.00"])
def test_a_price_that_was_not_shown_orders_nothing(
    held: Booking, case: Case, vreni: Person, price: str, at: datetime
) -> None:
    booked = held  # makes Jonas a helper
    wish = marketplace.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    marketplace.choose(
        wish, helper=booked.helper, starts_at=at + timedelta(days=2), by=vreni, at=at
    )
    answer = browser(vreni).post(f"{case.path}visit/check/", {"price": price})
    assert answer.status_code == 200
    assert not booked.__class__.objects.filter(case=case).exists()


def test_a_cookie_of_a_thousand_keys_costs_few_queries(
    case: Case, django_assert_max_num_queries: Any
) -> None:
    client = browser()
    client.cookies["case_keys"] = ".".join(f"k{number}" for number in range(1000))
    with django_assert_max_num_queries(KEPT_KEYS + 15):
        assert client.get(case.path).status_code == 404


@pytest.mark.slow
def test_personal_pages_are_kept_by_no_cache(
    case: Case, vreni: Person, at: datetime
) -> None:
    key = cases.make_key(case, by=vreni, at=at)
    guest = browser()
    pages = [
        guest.get(f"/k/{key}/"),
        guest.get(case.path),
        browser(vreni).get("/account/"),
        browser(vreni).get("/api/v1/me/export"),
    ]
    assert [page["Cache-Control"] for page in pages] == ["private, no-store"] * 4
    assert browser().get("/articles/")["Cache-Control"] == "private, no-cache"


@pytest.mark.flow
def test_a_mended_form_of_the_same_page_counts(vreni: Person) -> None:
    client = browser(vreni)
    assert client.post("/cases/", {"text": "", "once": "k"}).status_code == 200
    assert (
        client.post("/cases/", {"text": "WLAN geht nicht", "once": "k"}).status_code == 303
    )
    assert (
        client.post("/cases/", {"text": "WLAN geht nicht", "once": "k"}).status_code == 303
    )
    assert Case.objects.count() == 1
    other = client.post("/cases/", {"text": "Etwas anderes", "once": "k"})
    assert other.status_code == 422
    assert other["Content-Type"].startswith("text/html")


def test_basic_authorization_does_not_replace_the_csrf_token(
    case: Case, vreni: Person
) -> None:
    client = browser(vreni, enforce_csrf_checks=True)
    answer = client.post(
        f"/api/v1/cases/{case.pk}/withdrawal",
        "",
        content_type="text/plain",
        headers={"Authorization": "Basic eDp5"},
    )
    assert answer.status_code == 403


@pytest.mark.slow
def test_a_day_of_guessing_codes_ends(vreni: Person, at: datetime) -> None:
    for quarter in range(20):
        now = at + timedelta(minutes=16 * quarter)
        code = people.ask_for_code(
            email="vreni@example.org", language="de", by=None, at=now
        )
        wrong = f"{(int(codes.digits(code)) + 1) % 100_000:05d}"
        for _try in range(4):
            with pytest.raises(Invalid):
                people.sign_in_with_code(
                    email="vreni@example.org", code=wrong, by=None, at=now
                )
    with pytest.raises(Invalid):
        people.sign_in_with_code(
            email="vreni@example.org", code=codes.digits(code), by=None, at=now
        )
    person, _row = people.sign_in_with_link(token=codes.link_token(code), by=None, at=now)
    assert person == vreni


CANARY = "Kanarienvogel"
# What a law keeps, or what belongs to somebody else; each with its reason.
KEPT: dict[str, str] = {}


@pytest.mark.slow
def test_who_is_erased_is_nowhere_any_more(
    vreni: Person, jonas: Person, aylin: Person, reto: Person, at: datetime
) -> None:
    name = CANARY
    people.introduce(vreni, name=name, nickname=name, phone=f"{name} 1", by=vreni, at=at)
    people.leave_contact(vreni, email=f"{name}@example.org", by=vreni, at=at)
    people.ask_for_code(
        email="vreni@example.org", language="de", then=f"/?{name}", by=None, at=at
    )
    booking = visit(
        vreni,
        jonas,
        at,
        note=name,
        address={
            **ADDRESS,
            "street": name,
            "name": name,
            "details": name,
            "email": f"{name}@example.org",
        },
    )
    case = booking.case
    cases.describe(case, product=name, by=vreni, at=at)
    cases.write(case, text=name, by=vreni, at=at)
    desk = cases.begin(case, stage="desk", by=vreni, at=at)
    cases.fail(desk, why=name, by=vreni, at=at)
    question = community.publish(
        case,
        title=f"Frage von {name}",
        body=f"Ich bin {name}",
        agreed=True,
        by=vreni,
        at=at,
    )
    answer = community.answer(question, body="Aha", by=aylin, at=at)
    moderation.flag(f"answer:{answer.pk}", reason="rude", words=name, by=vreni, at=at)
    community.edit(question, body=f"Es grüsst {name}", by=vreni, at=at)
    make_expert(aylin, at)
    consultation = experts.accept(experts.consult(case, by=vreni, at=at), by=aylin, at=at)
    consultation = experts.end(
        consultation, summary=f"Mit {name} besprochen", by=aylin, at=at
    )
    experts.complain(consultation, text=name, by=vreni, at=at)
    for step in ("accept", "depart", "start", "complete"):
        booking = take(booking, step, at)
    marketplace.review(
        booking,
        stars=1,
        text=name,
        by=vreni,
        at=at + timedelta(days=2),
    )
    other = order(
        cases.open_case(customer=vreni, text=name, product=name, by=vreni, at=at),
        booking.helper,
        at + timedelta(days=3),
        at,
    )
    marketplace.cancel(other, reason=name, by=vreni, at=at)
    cases.give_feedback(case, helped=False, comment=name, by=vreni, at=at)
    browser(vreni).post("/cases/", {"text": name, "once": "x"})
    people.erase(vreni, by=vreni, at=at + timedelta(days=9))
    assert found(CANARY) - set(KEPT) == set()
    assert Submission.objects.count() == 1


def found(word: str) -> set[str]:
    """Tables and columns in which the word stands, as text or within JSON."""
    places = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT to_jsonb(t)::text FROM "{table}" t WHERE t::text ILIKE %s',
                [f"%{word}%"],
            )
            for (row,) in cursor.fetchall():
                places |= {
                    f"{table}.{column}"
                    for column, value in json.loads(row).items()
                    if word.lower() in str(value).lower()
                }
    return places


def test_a_strange_language_is_no_language(alpenfon: Any) -> None:
    answer = browser().post(
        "/api/v1/cases",
        {"text": "Hallo", "language": "klingon"},
        content_type="application/json",
    )
    assert answer.status_code == 201
    assert answer.json()["language"] == "de"
