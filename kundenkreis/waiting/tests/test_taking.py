"""From the kept time to the order: what she said before is not asked again, and the time stays hers."""

import pytest
import time_machine

from kundenkreis.helpers.models import Slot
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_pages import browser
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, wifi
from kundenkreis.waiting import actions

KEPT = "We keep this time for you alone until"


def waits_for(person, helper, at, **more):
    """She waits, and a time is kept for her."""
    case = case_of(person, at)
    wish = visits.ask(case, package=wifi(), postal_code="8004", by=person, at=at)
    if more:
        visits.choose(wish, **more, by=person, at=at)
    actions.join(case, latest=at + actions.LONGEST, by=person, at=at)
    (offer,) = actions.serve(helper, at=at)
    return case, offer


@pytest.mark.flow
def test_who_gave_no_address_yet_is_asked_for_it_and_then_orders(jonas_helps, vreni, at):
    case, offer = waits_for(vreni, jonas_helps, at)
    start, hers = f"{case.path}visit/", browser(vreni)
    with time_machine.travel(at, tick=False):
        taken = hers.post(f"/kept-times/{offer.pk}/acceptance/", {"once": "take"})
        assert taken["location"] == f"{start}contact/"
        asked = hers.get(taken["location"]).content.decode()
        assert KEPT in asked
        assert f'href="{case.path}"' in asked, (
            "back leads to the case, where the kept time stands"
        )
        empty = hers.post(f"{start}contact/", {"street": "", "name": "", "phone": ""})
        assert KEPT in empty.content.decode(), "a mistake costs her nothing"
        typed = hers.post(f"{start}contact/", {**ADDRESS, "note": ""})
        assert typed["location"] == f"{start}check/"
        assert KEPT in hers.get(typed["location"]).content.decode()
        done = hers.post(f"{start}check/", {"price": "4900", "once": "order"})
    booking = Booking.objects.get(case=case)
    assert done["location"] == f"{booking.path}confirmation/"
    assert (booking.starts_at, booking.slot_id) == (offer.starts_at, offer.slot_id)


@pytest.mark.flow
def test_who_gave_her_address_before_checks_and_orders_at_once(jonas_helps, vreni, at):
    case, offer = waits_for(vreni, jonas_helps, at, address=ADDRESS)
    with time_machine.travel(at, tick=False):
        taken = browser(vreni).post(f"/kept-times/{offer.pk}/acceptance/", {"once": "take"})
    assert taken["location"] == f"{case.path}visit/check/"


@pytest.mark.flow
def test_a_time_that_is_over_while_she_types_is_not_promised(jonas_helps, vreni, at):
    case, offer = waits_for(vreni, jonas_helps, at)
    actions.take(offer, by=vreni, at=at)
    actions.expire(offer, at=offer.until)
    assert not Slot.objects.exists()
    with time_machine.travel(offer.until, tick=False):
        shown = browser(vreni).get(f"{case.path}visit/contact/").content.decode()
    assert KEPT not in shown
