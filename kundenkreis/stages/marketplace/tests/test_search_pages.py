"""«The first who can come», page by page: the customer's order and its page, and what helpers see."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.actions import make_key, open_case
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.actions import answer_trust, trust, welcome_guest
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Offer
from kundenkreis.stages.marketplace.tests.searches import (
    asked,
    everyone_declines,
    helpers_around,
    searched,
)
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    STREET,
    case_of,
    helper_jonas,
    order,
)
from tests.cast import make_person


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


def to_windows(client, case):
    """Up to the question when somebody may come; its values."""
    start = f"{case.path}visit/"
    page(client, start, package="wifi")
    assert "The first who can come" in page(client, f"{start}place/", postal_code="8004")
    text = page(client, f"{start}windows/")
    return [part.split('"')[0] for part in text.split('name="windows" value="')[1:]]


def ordered(client, case, values):
    """From there to the search's page."""
    start = f"{case.path}visit/"
    page(client, f"{start}windows/", windows=values)
    page(client, f"{start}contact/", **ADDRESS, note="Hund")
    return page(client, f"{start}check/", price="4900")


@pytest.mark.slow
def test_a_guest_orders_the_first_who_can_come(alpenfon, at):
    helpers_around(4, at)
    guest = welcome_guest(language="en", by=None, at=at)
    case = open_case(customer=guest, text="WLAN", by=guest, at=at)
    client = browser()
    client.get(f"/k/{make_key(case, by=guest, at=at)}/")
    values = to_windows(client, case)
    text = page(client, f"{case.path}visit/windows/")
    assert "Tuesday, 10 March, between 10:00 and 12:00" in text
    assert "4 checked helpers are free then." in text
    assert "At night, from 21:00 to 7:00" in text
    assert "Please choose one to three" in page(
        client, f"{case.path}visit/windows/", once="n"
    )
    assert "Please choose one to three" in page(
        client, f"{case.path}visit/windows/", windows=values[:4]
    )
    page(client, f"{case.path}visit/windows/", windows=values[:2])
    assert "Only the helper who comes sees your address" in page(
        client, f"{case.path}visit/contact/"
    )
    check = page(client, f"{case.path}visit/contact/", **ADDRESS)
    assert "We ask the first 3 of 4 helpers who are free, at once." in check
    assert "They have until Tue 10 March, 09:10 to answer" in check or "09:10" in check
    assert "If nobody can come, you know by" in check
    done = page(client, f"{case.path}visit/check/", price="4900")
    dispatch = Dispatch.objects.get()
    assert "We asked 3 checked helpers near you. 3 can still say yes until" in done
    assert "Stop the search" in done
    assert FundsHold.objects.get().subject == dispatch.subject
    # Whoever goes back into the order finds the search.
    for way in ("", "slots/", "windows/", "check/"):
        assert "3 can still say yes" in page(client, f"{case.path}visit/{way}")
    assert "See how it goes" in page(client, case.path)


@pytest.mark.slow
def test_the_search_page_follows_it_to_the_visit(vreni, at):
    helpers_around(5, at)
    case, client = case_of(vreni, at), browser(vreni)
    ordered(client, case, to_windows(client, case)[1:2])
    dispatch = Dispatch.objects.get()
    first, second, _third = asked(dispatch)
    actions.pass_by(first, reason="no_time", by=first.helper.person, at=at)
    text = page(client, dispatch.path)
    assert "1 cannot come." in text
    assert "2 can still say yes" in text
    booking = actions.claim(second, by=second.helper.person, at=at)
    text = page(client, dispatch.path)
    assert f"{second.helper.person.shown_name} was the first to say yes" in text
    assert booking.path in text
    assert "Stop the search" not in text


@pytest.mark.slow
def test_stopping_costs_nothing_and_leads_on(vreni, at):
    helpers_around(2, at)
    client, dispatch = browser(vreni), searched(vreni, at)
    text = page(client, f"{dispatch.path}withdrawal/", once="a")
    assert "The search is stopped" in text
    assert "You pay nothing" in text
    assert f"{dispatch.request.case.path}visit/windows/" in text
    assert FundsHold.objects.get().open.amount == 0
    again = page(client, f"{dispatch.path}withdrawal/", once="b")
    assert "The search has ended already" in again


@pytest.mark.slow
def test_when_all_decline_the_page_says_what_to_do_now(vreni, at):
    helpers_around(4, at)
    dispatch = searched(vreni, at)
    everyone_declines(dispatch, at)
    text = page(browser(vreni), dispatch.path)
    assert "Nobody can come then" in text
    assert "We asked 4 helpers who were free near you. Nobody can come. You pay nothing." in text  # fmt: skip
    assert "Choose other times." in text
    assert "Choose a helper myself" in text
    case = dispatch.request.case
    values = to_windows(browser(vreni), case)
    assert "can still say yes" in ordered(browser(vreni), case, values[2:3])
    assert Dispatch.objects.count() == 2


@pytest.mark.flow
def test_at_night_the_page_says_when_it_goes_on(vreni, at):
    helpers_around(2, at)
    with time_machine.travel(at.replace(hour=22), tick=False):
        dispatch = searched(vreni, at.replace(hour=22))
        assert "It is night, so nobody is woken" in page(browser(vreni), dispatch.path)


@pytest.mark.slow
def test_who_may_see_and_stop_a_search(vreni, beat, reto, kai, jonas, at):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    for stranger in (beat, kai, jonas, None):
        assert browser(stranger).get(dispatch.path).status_code == 404
    row = trust(vreni, name="Beat", email=beat.email, may_book=False, by=vreni, at=at)
    row = answer_trust(row, accepts=True, by=beat, at=at)
    assert "Stop the search" not in page(browser(beat), dispatch.path)
    assert "Only the customer can decide this." in page(
        browser(beat), f"{dispatch.path}withdrawal/", once="r"
    )
    sepp = make_person("Sepp", at, "member")
    row = trust(vreni, name="Sepp", email=sepp.email or "", may_book=True, by=vreni, at=at)
    answer_trust(row, accepts=True, by=sepp, at=at)
    assert "Stop the search" in page(browser(sepp), dispatch.path)
    assert "The search is stopped" in page(
        browser(reto), f"{dispatch.path}withdrawal/", once="c"
    )


@pytest.mark.slow
def test_an_agent_orders_for_a_caller_on_the_same_pages(vreni, reto, at):
    helpers_around(3, at)
    case, client = case_of(vreni, at), browser(reto)
    text = ordered(client, case, to_windows(client, case)[:1])
    assert "can still say yes" in text
    dispatch = Dispatch.objects.get()
    assert (dispatch.begun_by, dispatch.request.case.customer) == (reto, vreni)


@pytest.mark.slow
def test_nobody_free_any_more_shows_other_times(vreni, at):
    helpers = helpers_around(1, at)
    case, client = case_of(vreni, at), browser(vreni)
    values = to_windows(client, case)
    page(client, f"{case.path}visit/windows/", windows=values[:1])
    page(client, f"{case.path}visit/contact/", **ADDRESS)
    order(case_of(make_person("Ida", at), at), helpers[0], at + timedelta(hours=1, minutes=30), at)  # fmt: skip
    text = page(client, f"{case.path}visit/check/", price="4900")
    assert "Nobody is free then. Please choose other times." in text
    assert 'name="windows"' in text
    assert not Dispatch.objects.exists()


@pytest.mark.slow
def test_a_helper_takes_a_wave_in_one_tap_and_the_others_read_why_not(vreni, at):
    helpers_around(3, at)
    dispatch = searched(vreni, at)
    first, second, third = asked(dispatch)
    his, hers = browser(first.helper.person), browser(second.helper.person)
    text = page(his, "/helper/requests/")
    assert "Who can come first? 8004" in text
    assert "The first yes counts, until" in text
    for secret in (STREET, "079 111", "Vreni Muster"):
        assert secret not in text
    assert text.count('name="starts_at"') == len(first.times)
    page(hers, f"/offers/{second.pk}/refusal/", reason="too_far")
    second.refresh_from_db()
    assert (second.answer, second.reason) == ("declined", "too_far")
    visit = page(
        his, f"/offers/{first.pk}/acceptance/", starts_at=first.times[-1].isoformat()
    )
    booking = Booking.objects.get()
    assert booking.starts_at == first.times[-1]
    assert STREET in visit
    assert "Another helper was faster. Thank you!" in page(browser(third.helper.person), "/helper/requests/")  # fmt: skip
    late = page(browser(third.helper.person), f"/offers/{third.pk}/acceptance/", starts_at="")  # fmt: skip
    assert "There is a problem" in late
    assert "Another helper was faster" in late
    assert "/helper/rankings/" in late


@pytest.mark.flow
def test_offers_open_only_to_whom_they_are_put(vreni, jonas, at):
    helpers_around(1, at)
    helper_jonas(jonas, at, radius_km=1)
    offer = Offer.objects.get(helper__person__name="Nachbar0", wave__dispatch=searched(vreni, at))  # fmt: skip
    for noun in ("acceptance", "refusal"):
        assert browser(vreni).post(f"/offers/{offer.pk}/{noun}/").status_code == 404
    other = make_person("Fremd", at, "helper")
    assert browser(other).post(f"/offers/{offer.pk}/acceptance/").status_code == 404
    wrong = browser(offer.helper.person).post(
        f"/offers/{offer.pk}/acceptance/", {"starts_at": "gestern"}
    )
    assert wrong.status_code == 303
    offer.refresh_from_db()
    assert offer.answer == ""


@pytest.mark.slow
def test_pages_of_searches_cost_the_same_however_many_waves(vreni, at):
    helpers_around(9, at)
    client, dispatch = browser(vreni), searched(vreni, at)
    counts = []
    for _wave in range(2):
        with CaptureQueriesContext(connection) as seen:
            page(client, dispatch.path)
        counts.append(len(seen))
        dispatch.refresh_from_db()
        assert dispatch.next_at
        actions.go_on(dispatch, by=None, at=dispatch.next_at)
    assert counts == [7, 7]
