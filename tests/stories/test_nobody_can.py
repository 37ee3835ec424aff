"""Vreni asks whoever can come first, and all decline: she knows, pays nothing, and orders a day of her own."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, Dispatch
from kundenkreis.stages.marketplace.tests.searches import asked, helpers_around
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of
from tests.stories.conftest import Browser, World
from tests.stories.ways import (
    checked,
    comes,
    newest,
    ordered,
    speaks_english,
    times_shown,
)

pytestmark = pytest.mark.slow


def test_all_decline_and_she_goes_on_with_what_she_typed(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    people = [helper.person for helper in helpers_around(5, at)]
    speaks_english(vreni, *people)
    hers, case = browser_of(vreni), case_of(vreni, at)
    visit = f"{case.path}visit/"
    hers.send(visit, package="wifi")
    hers.send(f"{visit}place/", postal_code="8004")
    boxes = hers.text(f"{visit}windows/").split('name="windows" value="')[1:]
    hers.post(f"{visit}windows/", {"windows": [boxes[2].split('"')[0]]})
    hers.send(f"{visit}contact/", **ADDRESS)
    hers.send(f"{visit}check/", price="4900")
    dispatch = Dispatch.objects.get()
    assert FundsHold.objects.get().open.amount == 4900

    # Three are asked, then the other two; each says no in one tap, and is asked no more.
    waves = []
    while offers := asked(dispatch):
        waves.append(len(offers))
        assert not dispatch.outcome
        for offer in offers:
            his = browser_of(offer.helper.person)
            his.send(f"/offers/{offer.pk}/refusal/", reason="too_far")
            assert f"/offers/{offer.pk}/" not in his.text("/helper/requests/")
        dispatch.refresh_from_db()
    assert waves == [3, 2]
    for each in people:
        subjects = [mail.subject for mail in world.mails_to(each.email or "-")]
        assert sum("Who can come first?" in subject for subject in subjects) == 1

    # She is told at once; her money is free, her case is open, and the ways on are on the page.
    assert "nobody can come then" in newest(world, vreni)
    assert "You get CHF 49 back" in newest(world, vreni)
    assert FundsHold.objects.get().open.amount == 0
    assert not Booking.objects.exists()
    case.refresh_from_db()
    assert case.state == "open"
    page = hers.text(dispatch.path)
    for way in (f"{visit}windows/", f"{visit}slots/", case.path):
        assert f'href="{way}"' in page

    # Another day, one helper of her choice: the visit is done and paid once.
    checked(hers, case, times_shown(hers, case)[-1])
    booking = ordered(hers, case)
    his = browser_of(booking.helper.person)
    his.send(f"{booking.path}acceptance/")
    comes(his, hers, booking, world)
    assert [each.amount for each in ledger.earnings(booking.helper.person)] == [4165]
    assert FundsHold.objects.filter(captured_amount=4900).count() == 1
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
