"""The order page by page, the visit's page for each, the helper's day; and what they cost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.actions import make_key
from kundenkreis.helpers.actions import change_plan
from kundenkreis.people.actions import welcome_guest
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    STREET,
    case_of,
    helper_jonas,
    order,
    take,
)

HOST = "alpenfon.localhost"


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


def browser(person=None):
    """A browser of this person, in English."""
    client = Client(headers={"host": HOST, "accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def page(client, path, **form):
    """The page one ends on, as text."""
    answer = client.post(path, form, follow=True) if form else client.get(path, follow=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


@pytest.mark.slow
def test_a_guest_orders_page_by_page_without_javascript(alpenfon, jonas, at):
    helper_jonas(jonas, at)
    guest = welcome_guest(language="en", by=None, at=at)
    case = case_of(guest, at)
    client = browser()
    client.get(f"/k/{make_key(case, by=guest, at=at)}/")
    start = f"{case.path}visit/"
    assert "Set up Wi-Fi" in page(client, start)
    assert "Where do you need help?" in page(client, start, package="wifi")
    assert "We do not know this postal code" in page(
        client, f"{start}place/", postal_code="99"
    )
    slots = page(client, f"{start}place/", postal_code="8004 Zürich")
    assert "Jonas" in slots
    assert "Identity checked on" in slots
    value = slots.split('name="slot" value="')[1].split('"')[0]
    assert "Please choose a time" in page(client, f"{start}slots/", slot="")
    assert "Where exactly" in page(client, f"{start}slots/", slot=value)
    assert "Please give street" in page(
        client, f"{start}contact/", name="V", phone="1", street=""
    )
    check = page(client, f"{start}contact/", **ADDRESS, note="Hund")
    assert "Order help, binding – CHF" in check
    assert STREET in check
    done = page(client, f"{start}check/", price="4900")
    booking = Booking.objects.get()
    assert booking.reference in done
    assert booking.code_word in done
    assert "Your visit is ordered" in page(client, f"{booking.path}confirmation/")
    # Back in the browser leads to what was ordered.
    assert booking.reference in page(client, f"{start}check/")


@pytest.mark.slow
def test_a_slot_just_taken_shows_fresh_ones_and_keeps_what_was_typed(
    vreni, jonas, beat, at
):
    helper = helper_jonas(jonas, at)
    case, starts = case_of(vreni, at), at + timedelta(days=1)
    wish = actions.ask(
        case, package=helper.packages.get().package, postal_code="8004", by=vreni, at=at
    )
    actions.choose(wish, helper=helper, starts_at=starts, address=ADDRESS, by=vreni, at=at)
    order(case_of(beat, at), helper, starts, at)
    client = browser(vreni)
    text = page(client, f"{case.path}visit/check/", price="4900")
    assert "Someone just booked this time" in text
    assert "Everything you typed is kept" in text
    value = text.split('name="slot" value="')[1].split('"')[0]
    page(client, f"{case.path}visit/slots/", slot=value)
    assert STREET in page(client, f"{case.path}visit/contact/")
    assert "Your visit is ordered" in page(client, f"{case.path}visit/check/", price="4900")


@pytest.mark.flow
def test_who_jumps_ahead_is_led_to_the_first_open_question(vreni, at):
    case = case_of(vreni, at)
    for way in ("place", "slots", "contact", "check"):
        assert "What should be done?" in page(browser(vreni), f"{case.path}visit/{way}/")


@pytest.mark.slow
def test_each_sees_the_visit_with_what_is_meant_for_her(
    confirmed, vreni, jonas, reto, beat, kai
):
    booking = confirmed
    hers, his, staff = (page(browser(p), booking.path) for p in (vreni, jonas, reto))
    assert booking.code_word in hers
    assert booking.code_word not in his
    assert STREET in hers
    assert STREET in his
    assert STREET in staff
    assert "I am on the way" in his
    for stranger in (beat, kai, None):
        assert browser(stranger).get(booking.path).status_code == 404


@pytest.mark.flow
def test_before_acceptance_no_page_of_the_helper_holds_the_address(held, jonas):
    booking = held
    for path in (
        "/helper/",
        "/helper/requests/",
        booking.path,
        f"{booking.path}confirmation/",
    ):
        text = page(browser(jonas), path)
        for secret in (STREET, "079 111", "Vreni Muster", booking.code_word):
            assert secret not in text, path
        assert "8004" in text or path == "/helper/"


@pytest.mark.slow
def test_the_visit_from_the_phone_in_the_pocket(held, vreni, jonas):
    booking = held
    client = browser(jonas)
    assert "No request waits" in page(
        client, f"{booking.path}acceptance/", then="/helper/requests/"
    )
    with time_machine.travel(booking.starts_at, tick=False):
        assert "I am at the door" in page(
            client, f"{booking.path}departure/", then="/helper/"
        )
        # On the way he learns the word that he has to say.
        assert booking.code_word in page(client, booking.path)
        assert "not the customer" in page(
            client, f"{booking.path}start/", code_word="Falsch"
        )
        booking.visit.refresh_from_db()
        assert booking.visit.tries == 1
        assert "I am done" in page(
            client, f"{booking.path}start/", code_word=booking.code_word
        )
        page(client, f"{booking.path}completion/", report="Router neu gestartet.")
        text = page(browser(vreni), booking.path)
        assert "Router neu gestartet." in text
        assert "All done" in page(browser(vreni), f"{booking.path}sign-off/", solved="on")
        assert "not visible to the other side yet" in page(
            browser(vreni), f"{booking.path}review/", stars="5", text="Danke"
        )
        assert "41.65" in page(client, "/helper/earnings/")


@pytest.mark.flow
def test_cancelling_shows_its_cost_first(confirmed, vreni):
    booking = confirmed
    client = browser(vreni)
    assert "Cancelling is free now" in page(client, f"{booking.path}cancellation/")
    with time_machine.travel(booking.starts_at - timedelta(hours=2), tick=False):
        assert "It costs CHF" in page(client, f"{booking.path}cancellation/")
        assert "24.50" in page(client, f"{booking.path}cancellation/", reason="Krank")


@pytest.mark.flow
def test_another_time(confirmed, vreni):
    booking = confirmed
    text = page(browser(vreni), f"{booking.path}reschedule/")
    value = text.split('name="slot" value="')[1].split('"')[0]
    assert "Jonas answers until" in page(
        browser(vreni), f"{booking.path}reschedule/", slot=value
    )


@pytest.mark.flow
def test_a_wrong_step_says_so_on_the_page(held, jonas):
    booking = held
    text = page(browser(jonas), f"{booking.path}departure/", then="/helper/")
    assert "This is not possible now" in text


@pytest.mark.slow
def test_the_case_page_shows_the_visit(confirmed, vreni, jonas):
    booking = confirmed
    text = page(browser(vreni), booking.case.path)
    assert "Jonas: Set up Wi-Fi" in text
    assert booking.code_word in text
    taken = page(browser(jonas), booking.case.path)
    assert booking.code_word not in taken


@pytest.mark.slow
def test_a_helper_closes_a_day_in_two_taps(jonas, at):
    helper = helper_jonas(jonas, at)
    client = browser(jonas)
    tomorrow = (at + timedelta(days=1)).date().isoformat()
    assert "not available" not in page(client, "/helper/availability/")
    assert "not available" in page(
        client, f"/helper/availability/{tomorrow}/", closed="yes"
    )
    assert "not available" not in page(
        client, f"/helper/availability/{tomorrow}/", closed=""
    )
    assert "You take a break" in page(client, "/helper/availability/pause/", paused="yes")
    # Hours that no box can show stay until they are written anew.
    change_plan(helper, week=[], by=jonas, at=at)
    page(client, "/helper/availability/", open=["0-morning", "0-afternoon"])
    assert [(row.weekday, row.start.hour, row.end.hour) for row in helper.plan.all()] == [
        (0, 8, 17)
    ]
    assert client.get("/helper/availability/tomorrow/").status_code == 405
    assert client.post("/helper/availability/tomorrow/").status_code == 404


@pytest.mark.slow
def test_helpers_pages_are_for_helpers_and_lists_for_staff(held, vreni, reto):
    for path in (
        "/helper/",
        "/helper/requests/",
        "/helper/earnings/",
        "/helper/availability/",
    ):
        assert browser(vreni).get(path).status_code == 404
        assert browser().get(path).status_code == 302
    assert browser(vreni).get("/bookings/").status_code == 404
    assert "Jonas" in page(browser(reto), "/bookings/?state=held")
    assert "No visits yet" in page(browser(reto), "/bookings/?state=closed")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/bookings/", "reto"),
        ("/helper/", "jonas"),
        ("/helper/requests/", "jonas"),
        ("/helper/earnings/", "jonas"),
    ],
)
def test_lists_cost_the_same_however_long(path, who, vreni, jonas, reto, at):
    client = browser({"reto": reto, "jonas": jonas}[who])
    state = {"/helper/": "confirmed", "/helper/earnings/": "closed"}.get(path, "held")
    helper = helper_jonas(jonas, at)
    counts: list[int] = []
    for _row in range(3):
        booking = order(
            case_of(vreni, at), helper, at + timedelta(days=1 + len(counts)), at
        )
        if state != "held":
            steps = ["accept", "depart", "start", "complete", "sign_off"]
            for name in steps[: 1 if state == "confirmed" else 5]:
                booking = take(booking, name, at)
        page(client, path)
        counts.append(_queries(client, path))
    assert (counts[0], counts[2]) == (COSTS[path], COSTS[path])


COSTS = {"/bookings/": 6, "/helper/": 11, "/helper/requests/": 8, "/helper/earnings/": 12}


def _queries(client, path):
    with CaptureQueriesContext(connection) as seen:
        page(client, path)
    return len(seen)
