"""Vreni ticks when somebody may come; the first falls out, the next comes, and everyone is paid once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Case
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Offer
from kundenkreis.stages.marketplace.tests.searches import asked, helpers_around
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of
from tests.stories.conftest import Browser, World

pytestmark = pytest.mark.slow


def ordered(hers: Browser, case: Case) -> Dispatch:
    """Page by page, with the wish that somebody else comes if the first cannot."""
    visit = f"{case.path}visit/"
    hers.send(visit, package="wifi")
    hers.send(f"{visit}place/", postal_code="8004")
    boxes = hers.text(f"{visit}windows/").split('name="windows" value="')[1:]
    values = [box.split('"')[0] for box in boxes]
    hers.post(f"{visit}windows/", {"windows": values[2:4]})
    hers.send(f"{visit}contact/", **ADDRESS)
    assert "We ask the first 3 of 6 helpers" in hers.text(f"{visit}check/")
    hers.send(f"{visit}check/", price="4900", replace_missing="on")
    return Dispatch.objects.get()


def says_yes(offer: Offer, browser_of: Callable[..., Browser]) -> Booking:
    """She taps the first of the times."""
    browser_of(offer.helper.person).send(f"/offers/{offer.pk}/acceptance/")
    return Booking.objects.get(offer=offer)


def test_the_first_falls_out_and_the_next_comes(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    helpers_around(6, at)
    vreni.language = "en"
    vreni.save()
    hers, case = browser_of(vreni), case_of(vreni, at)
    dispatch = ordered(hers, case)
    mail = vreni.email or ""
    assert "We look for whoever can come first" in world.mails_to(mail)[-1].subject

    # One cannot, two are silent: the next five are asked when their time is over.
    silent = asked(dispatch)
    browser_of(silent[0].helper.person).send(
        f"/offers/{silent[0].pk}/refusal/", reason="too_far"
    )
    assert dispatch.next_at
    world.until(dispatch.next_at)
    assert "did not answer" in hers.text(dispatch.path)
    second_wave = asked(dispatch)
    assert len(second_wave) == 3

    # The first yes has the visit; who was asked too reads that another was faster.
    booking = says_yes(second_wave[0], browser_of)
    assert (
        f"{booking.helper.person.shown_name} comes on" in world.mails_to(mail)[-1].subject
    )
    other = browser_of(second_wave[1].helper.person)
    other.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "Another helper was faster" in other.text("/helper/requests/")

    # She falls ill. Nobody needs to tap: others are asked, the money is held once.
    helper = booking.helper.person
    browser_of(helper).send(f"{booking.path}cancellation/", reason="Krank")
    again = Dispatch.objects.get(replaces=booking)
    told = [each.subject for each in world.mails_to(mail)][-2:]
    assert any("cannot come. We look for someone else" in subject for subject in told)
    assert any("you get CHF 10 from us" in subject for subject in told), "so late a no"
    assert [hold.open.amount for hold in FundsHold.objects.order_by("id")] == [0, 4900]
    comes = says_yes(asked(again)[0], browser_of)

    # The visit, and the money.
    his = browser_of(comes.helper.person)
    world.until(comes.starts_at)
    his.send(f"{comes.path}departure/")
    his.send(f"{comes.path}start/", code_word=comes.code_word)
    world.until(comes.ends_at)
    his.send(f"{comes.path}completion/", report="Repeater im Gang.")
    hers.send(f"{comes.path}sign-off/", solved="on")
    case.refresh_from_db()
    assert case.state == "solved"
    assert [sum_.amount for sum_ in ledger.earnings(comes.helper.person)] == [4165]
    assert ledger.earnings(helper) == []
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
    world.later(days=2)
    assert FundsHold.objects.filter(captured_amount=4900).count() == 1
    assert timedelta() < comes.starts_at - at < timedelta(days=3)
