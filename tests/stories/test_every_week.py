"""Vreni wishes Jonas every week: he says yes once, the clock plans, one is cancelled, and she ends it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.stages.marketplace.models import Booking
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


def visit_of(series: Series, number: int) -> Booking:
    """The visit of the day with this number, from nought."""
    row = SeriesVisit.objects.get(series=series, day=series.days[number])
    assert row.booking, row.left_out
    return row.booking


def test_from_one_visit_to_every_week_and_its_end(
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
    first = ordered(hers, case)
    his.send(f"{first.path}acceptance/")

    # She asks once, he says yes once, and four weeks stand in both calendars.
    hers.send(f"{first.path}series/check/", weeks="1", times="8", price="4900", once="ask")
    series = Series.objects.get()
    assert "Regular visits?" in newest(world, jonas)
    assert Booking.objects.count() == 1, "nothing is ordered before his yes"
    his.send(f"{series.path}acceptance/", once="yes")
    assert "Jonas comes regularly" in newest(world, vreni)
    planned = SeriesVisit.objects.filter(booking__isnull=False).count()
    assert planned == 4
    assert Booking.objects.filter(state="confirmed").count() == 1 + planned

    # The visit it began with, and the first of the series: each paid on its own.
    comes(his, hers, first, world)
    comes(his, hers, visit_of(series, 0), world)
    assert [each.amount for each in ledger.earnings(jonas)] == [2 * 4165]
    assert SeriesVisit.objects.filter(booking__isnull=False).count() == planned + 1

    # One does not suit her; the others stay.
    second = visit_of(series, 1)
    hers.send(f"{second.path}cancellation/", reason="")
    second.refresh_from_db()
    assert second.state == "cancelled"
    assert visit_of(series, 2).state == "confirmed"

    # She has had enough: the rest is called off, costs nothing, and he is told.
    assert "costs nothing" in hers.text(f"{series.path}ending/")
    hers.send(f"{series.path}ending/", visits="cancel", once="end")
    assert "ended the regular visits" in newest(world, jonas)
    world.later(days=30)
    states = set(Booking.objects.values_list("state", flat=True))
    assert states == {"closed", "cancelled"}
    assert {hold.open.amount for hold in FundsHold.objects.all()} == {0}
    assert [each.amount for each in ledger.earnings(jonas)] == [2 * 4165]
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
    assert series.first_day > (at + timedelta(days=1)).date()
