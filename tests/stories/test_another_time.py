"""The day does not suit Vreni: she proposes three times, Jonas takes one with one tap, and comes then."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.helpers.models import Slot
from kundenkreis.ledger import queries as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import TimeProposal
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas
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


def test_three_times_and_one_tap(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    jonas: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    helper_jonas(jonas, at)
    speaks_english(vreni, jonas)
    hers, his = browser_of(vreni), browser_of(jonas)
    case = case_of(vreni, at)
    checked(hers, case, times_shown(hers, case)[0])
    booking = ordered(hers, case)
    his.send(f"{booking.path}acceptance/")
    booking.refresh_from_db()
    before = booking.starts_at

    # Three of the times at which he is free; until he answers, the visit stays.
    page = f"{booking.path}time-proposals/"
    times = re.findall(r'name="times" value="([^"]+)"', hers.text(page))[:3]
    assert len(times) == 3
    hers.send(page, times=times, once="ask")
    assert "Another time?" in newest(world, jonas)
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at) == ("confirmed", before)

    # He takes the second with one tap: calendar, price and word are those of the new time.
    asked = TimeProposal.objects.get()
    assert his.text(booking.path).count(f'action="{asked.path}acceptance/"') == 3
    his.send(f"{asked.path}acceptance/", starts_at=times[1])
    booking.refresh_from_db()
    moved = datetime.fromisoformat(times[1])
    assert (booking.state, booking.starts_at, booking.price) == ("confirmed", moved, 4900)
    assert Slot.objects.get().visit.lower == moved
    mail = newest(world, vreni)
    assert "New time agreed: Jonas comes on" in mail
    assert booking.code_word in mail
    # A second tap moves nothing, and the old hour is free for others again.
    his.send(f"{asked.path}acceptance/", starts_at=times[2])
    booking.refresh_from_db()
    assert booking.starts_at == moved

    comes(his, hers, booking, world)
    assert booking.starts_at == moved
    assert [each.amount for each in ledger.earnings(jonas)] == [4165]
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0


def test_none_suits_and_it_stays(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    jonas: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    """This time he asks, and she cannot."""
    helper_jonas(jonas, at)
    speaks_english(vreni, jonas)
    hers, his = browser_of(vreni), browser_of(jonas)
    case = case_of(vreni, at)
    checked(hers, case, times_shown(hers, case)[0])
    booking = ordered(hers, case)
    his.send(f"{booking.path}acceptance/")
    page = f"{booking.path}time-proposals/"
    times = re.findall(r'name="times" value="([^"]+)"', his.text(page))[:3]
    his.send(page, times=times, once="ask")
    assert "Jonas asks for another time" in newest(world, vreni)
    asked = TimeProposal.objects.get()
    hers.send(f"{asked.path}refusal/", once="no")
    assert "None of your times suits" in newest(world, jonas)
    before = booking.starts_at
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at) == ("confirmed", before)
    comes(his, hers, booking, world)
