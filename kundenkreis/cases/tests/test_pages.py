"""A case through its doors: pages and API tell the same story."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.brands.models import Brand
from kundenkreis.cases import actions
from kundenkreis.cases.models import Case, Message
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person

WLAN = "Mein WLAN verbindet sich nicht mehr"


@pytest.fixture
def browser(alpenfon: Brand) -> Client:
    return Client(headers={"host": "alpenfon.localhost"})


def api(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    return client.generic(
        method,
        f"/api/v1/{path}",
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers=headers,
    )


def ask(client: Client, text: str = WLAN, once: str = "") -> Any:
    return client.post("/cases/", {"text": text, "once": once or uuid4().hex})


def test_the_front_page_asks_one_question(browser: Client) -> None:
    page = browser.get("/").content.decode()
    assert page.count("<h1") == 1
    assert "Wobei brauchen Sie Hilfe?" in page or "What do you need help with?" in page


@pytest.mark.flow
def test_asking_needs_no_account_and_the_browser_keeps_the_key(browser: Client) -> None:
    answer = ask(browser)
    case = Case.objects.get()
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"/cases/{case.pk}/")
    assert case.customer.is_guest
    assert browser.get(case.path).status_code == 200
    assert Client(headers={"host": "alpenfon.localhost"}).get(case.path).status_code == 404


def test_a_double_click_opens_one_case_and_both_clicks_get_its_key(browser: Client) -> None:
    key = uuid4().hex
    first = ask(browser, once=key)
    second = ask(Client(headers={"host": "alpenfon.localhost"}), once=key)
    assert Case.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert second.cookies["case_keys"].value == first.cookies["case_keys"].value


def test_the_same_once_with_another_text_is_refused(browser: Client) -> None:
    ask(browser, once="a" * 20)
    assert (
        ask(
            Client(headers={"host": "alpenfon.localhost"}), "Etwas anderes", once="a" * 20
        ).status_code
        == 422
    )
    assert Case.objects.count() == 1


def test_an_empty_question_keeps_the_page_and_says_what_to_do(browser: Client) -> None:
    page = browser.post("/cases/", {"text": "  "})
    assert page.status_code == 200
    assert Case.objects.count() == 0
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_huge_text_is_kept_in_the_field_and_refused_in_words(browser: Client) -> None:
    page = ask(browser, "viel " * 20_000).content.decode()
    assert Case.objects.count() == 0
    assert "viel viel" in page


@pytest.mark.flow
def test_hostile_text_comes_back_as_text(browser: Client) -> None:
    ask(browser, "<script>alert(1)</script> \u202e geht nicht")
    page = browser.get(Case.objects.get().path).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.flow
def test_the_customer_writes_solves_and_answers_the_private_question(
    browser: Client,
) -> None:
    ask(browser)
    case = Case.objects.get()
    browser.post(f"{case.path}messages/", {"text": "Das Lämpchen ist rot", "once": "m1"})
    assert (
        browser.post(f"{case.path}solution/", {"once": "s1"})["Location"]
        == f"{case.path}feedback/"
    )
    browser.post(
        f"{case.path}feedback/", {"helped": "yes", "again": "unsure", "once": "f1"}
    )
    case.refresh_from_db()
    assert case.state == "solved"
    assert Message.objects.get().role == "customer"
    assert (case.private_feedback.helped, case.private_feedback.again) == (True, None)
    browser.post(f"{case.path}reopening/", {"once": "r1"})
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.flow
def test_a_link_from_a_mail_opens_the_case_once_and_then_the_cookie(
    browser: Client, at: datetime
) -> None:
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = actions.open_case(customer=guest, text=WLAN, by=guest, at=at)
    key = actions.make_key(case, by=guest, at=datetime.now(tz=at.tzinfo))
    answer = browser.get(f"/k/{key}/")
    assert answer.status_code == 303
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get("/k/" + "0" * 64 + "/").status_code == 404


@pytest.mark.flow
def test_nobody_elses_case_and_no_other_brand(
    browser: Client, vreni: Person, beat: Person, seeland: Brand, at: datetime
) -> None:
    case = actions.open_case(customer=vreni, text=WLAN, by=vreni, at=at)
    browser.force_login(beat)
    for path in ("", "details/", "contact/", "feedback/", "withdrawal/"):
        assert browser.get(case.path + path).status_code == 404
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(vreni)
    assert there.get(case.path).status_code == 404


@pytest.mark.flow
def test_the_list_of_cases_takes_the_same_number_of_statements(
    browser: Client, vreni: Person, at: datetime
) -> None:
    browser.force_login(vreni)

    def statements() -> int:
        with CaptureQueriesContext(connection) as run:
            assert browser.get("/cases/").status_code == 200
        return len(run)

    actions.open_case(customer=vreni, text=WLAN, by=vreni, at=at)
    one = statements()
    for minutes in (1, 2):
        actions.open_case(
            customer=vreni, text=WLAN, by=vreni, at=at + timedelta(minutes=minutes)
        )
    assert statements() == one == 7


def test_the_api_opens_a_case_and_its_key_opens_it_again(browser: Client) -> None:
    answer = api(browser, "POST", "cases", {"text": WLAN, "postal_code": "8004"})
    assert answer.status_code == 201
    told = answer.json()
    assert told["status"] == "open"
    whole = api(
        Client(headers={"host": "alpenfon.localhost"}),
        "GET",
        f"cases/{told['id']}",
        **{"X-Case-Key": told["key"]},
    )
    assert whole.json()["text"] == WLAN
    stranger = api(
        Client(headers={"host": "alpenfon.localhost"}), "GET", f"cases/{told['id']}"
    )
    assert stranger.status_code == 404
    assert stranger["Content-Type"] == "application/problem+json"
    assert stranger.json()["reason"] == "not_found"


def test_a_retry_of_the_api_gets_the_first_answer_again(browser: Client) -> None:
    first = api(browser, "POST", "cases", {"text": WLAN}, **{"Idempotency-Key": "k-1"})
    again = api(browser, "POST", "cases", {"text": WLAN}, **{"Idempotency-Key": "k-1"})
    other = api(browser, "POST", "cases", {"text": "anders"}, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert other.json()["reason"] == "idempotency_mismatch"
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": 5},
        {"text": "a" * 100_000},
        {"text": WLAN, "topic": "moon"},
    ],
)
def test_the_api_says_what_is_wrong_with_a_body(
    browser: Client, body: dict[str, Any]
) -> None:
    answer = api(browser, "POST", "cases", body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_stands_for_its_person(
    browser: Client, vreni: Person, at: datetime
) -> None:
    token = people.issue_token(vreni, by=vreni, at=datetime.now(tz=at.tzinfo))
    headers = {"Authorization": f"Bearer {token}"}
    told = api(browser, "POST", "cases", {"text": WLAN}, **headers).json()
    assert told["key"] is None
    assert [
        case["id"] for case in api(browser, "GET", "cases", **headers).json()["items"]
    ] == [told["id"]]
    assert api(browser, "GET", "me", **headers).json()["name"] == "Vreni"
    assert api(browser, "GET", "me", Authorization="Bearer wrong").status_code == 401
    assert api(browser, "GET", "me").status_code == 401


def test_cookies_without_the_csrf_token_move_nothing(vreni: Person) -> None:
    client = Client(headers={"host": "alpenfon.localhost"}, enforce_csrf_checks=True)
    client.force_login(vreni)
    assert api(client, "POST", "cases", {"text": WLAN}).status_code == 403
    assert Case.objects.count() == 0


def test_the_list_of_the_api_is_read_in_pages(
    browser: Client, vreni: Person, at: datetime
) -> None:
    for minute in range(5):
        actions.open_case(
            customer=vreni,
            text=f"{WLAN} {minute}",
            by=vreni,
            at=at + timedelta(minutes=minute),
        )
    browser.force_login(vreni)
    first = api(browser, "GET", "cases?limit=2").json()
    second = api(browser, "GET", f"cases?limit=2&cursor={first['next']}").json()
    third = api(browser, "GET", f"cases?limit=2&cursor={second['next']}").json()
    texts = [case["text"][-1] for part in (first, second, third) for case in part["items"]]
    assert texts == ["4", "3", "2", "1", "0"]
    assert third["next"] is None
    assert api(browser, "GET", "cases?cursor=nonsense").status_code == 422
