"""Vreni orders a firm; its dispatcher sends Timo, then Jonas; she always knows who comes; the firm is paid."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.tests.firms import two_technicians
from kundenkreis.stages.marketplace.tests.visits import STREET, case_of
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


def test_the_firm_says_who_comes_changes_it_and_is_paid(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    jonas: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    house, boss, (first, second) = two_technicians(at, jonas)
    timo = second.person
    speaks_english(vreni, boss, jonas, timo)
    hers, office = browser_of(vreni), browser_of(boss)

    # The firm stands beside its people on the page of times; she takes the firm.
    case = case_of(vreni, at)
    slot = next(each for each in times_shown(hers, case) if each.startswith("firm:"))
    assert "A technician of Blitz Technik" in checked(hers, case, slot)
    booking = ordered(hers, case)
    assert "Blitz Technik" in newest(world, vreni)
    assert "Jonas" not in hers.text(booking.path)
    assert "Timo" not in hers.text(booking.path)

    # The dispatcher reads what waits, without her address, and sends Timo.
    assert booking.reference in newest(world, boss) or "Wi-Fi" in newest(world, boss)
    page = f"/firm/visits/{booking.pk}/"
    assert page in office.text("/firm/")
    assert STREET not in office.text(page) + office.text("/firm/")
    office.send(page, helper=str(second.pk))
    assert "Timo of Blitz Technik comes to you" in newest(world, vreni)
    assert booking.path in newest(world, timo)
    assert STREET in browser_of(timo).text(booking.path)
    assert browser_of(jonas).get(booking.path).status_code == 404

    # Timo falls ill: Jonas goes, and Timo sees nothing of her any more.
    office.send(page, helper=str(first.pk))
    assert "Jonas of Blitz Technik comes to you" in newest(world, vreni)
    assert browser_of(timo).get(booking.path).status_code == 404
    assert STREET in browser_of(jonas).text(booking.path)

    comes(browser_of(jonas), hers, booking, world)
    case.refresh_from_db()
    assert case.state == "solved"
    assert [each.amount for each in ledger.earnings(house.person)] == [4165]
    assert ledger.earnings(jonas) == ledger.earnings(timo) == []
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
