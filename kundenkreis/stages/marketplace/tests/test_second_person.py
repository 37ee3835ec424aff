"""Who wishes a second person to be with her is never alone with a helper: told, asked at the door, held by law."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.core.refusal import Refused
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, visit


@pytest.fixture
def at_the_door(alpenfon, vreni, jonas, at):
    return visit(vreni, jonas, at, "on_the_way", second_person=True)


@pytest.mark.flow
def test_nobody_begins_before_both_are_there(at_the_door, jonas, reto, at):
    word, there = at_the_door.code_word, at_the_door.starts_at
    for by in (jonas, reto):
        with pytest.raises(Refused) as no:
            actions.start(at_the_door, code_word=word, by=by, at=there)
        assert no.value.reason == "second_person_missing"
    begun = actions.start(
        at_the_door, code_word=word, second_person=True, by=jonas, at=there
    )
    assert (begun.state, begun.visit.second_person_at) == ("in_progress", there)


@pytest.mark.flow
def test_the_database_holds_it_too(at_the_door):
    attack("second_person_there", "update kundenkreis_booking set second_person = false")
    attack("second_person_there", "update kundenkreis_booking set state = 'in_progress', seq = seq + 1")  # fmt: skip


@pytest.mark.flow
def test_who_did_not_wish_it_is_not_asked(alpenfon, vreni, jonas, at):
    booking = visit(vreni, jonas, at, "in_progress")
    assert (booking.second_person, booking.visit.second_person_at) == (False, None)


@pytest.mark.slow
def test_it_is_wished_by_one_tick_and_shown_to_both(alpenfon, vreni, jonas, at):
    helper = helper_jonas(jonas, at)
    case = case_of(vreni, at)
    with time_machine.travel(at, tick=False):
        hers = browser(vreni)
        page(hers, f"{case.path}visit/", package="wifi")
        page(hers, f"{case.path}visit/place/", postal_code="8004")
        slot = f"{helper.pk}|{(at + timedelta(days=1)).isoformat()}"
        page(hers, f"{case.path}visit/slots/", slot=slot)
        check = page(hers, f"{case.path}visit/contact/", street="Kanarienweg 77", name="Vreni", phone="079 111 22 33", second_person="on")  # fmt: skip
        assert "A second person" in check
        page(hers, f"{case.path}visit/check/", payment="test_card", price="4900")
        booking = Booking.objects.get()
        assert booking.second_person
        his = browser(jonas)
        assert "Only when two are there" in page(his, "/helper/requests/")
        assert "The helper begins only then." in page(hers, booking.path)
        actions.accept(booking, by=jonas, at=at)
        assert Api(vreni, at).get(f"bookings/{booking.pk}")["second_person"] is True
    there = booking.starts_at
    actions.depart(booking, by=jonas, at=there - timedelta(minutes=9))
    with time_machine.travel(there, tick=False):
        assert "A second person is with the customer" in page(his, booking.path)
        alone = page(his, f"{booking.path}start/", code_word=booking.code_word)
        assert "Please begin when both are, or call us." in alone
        page(his, f"{booking.path}start/", code_word=booking.code_word, second_person="on")
    assert Booking.objects.get().state == "in_progress"
