"""Jonas cannot solve it: Vreni pays nothing, tells nothing twice, and Reto goes on where Jonas ended."""

from collections.abc import Callable
from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.tests.visits import STREET, case_of, helper_jonas
from tests.stories.conftest import Browser, World
from tests.stories.ways import (
    begins,
    checked,
    newest,
    ordered,
    speaks_english,
    times_shown,
)

pytestmark = pytest.mark.slow
TRIED = "Router getauscht, Leitung gemessen: kein Signal."


def test_a_visit_without_success_costs_nothing_and_the_case_goes_on(
    world: World,
    alpenfon: Brand,
    vreni: Person,
    jonas: Person,
    reto: Person,
    browser_of: Callable[..., Browser],
    at: datetime,
) -> None:
    helper_jonas(jonas, at)
    speaks_english(vreni, jonas, reto)
    hers, his, desk = browser_of(vreni), browser_of(jonas), browser_of(reto)
    case = case_of(vreni, at)
    checked(hers, case, times_shown(hers, case)[0])
    booking = ordered(hers, case)
    his.send(f"{booking.path}acceptance/")
    begins(his, booking, world)

    # He says why with one tap; without a reason it does not end.
    page = f"{booking.path}unsuccessful/"
    assert "The customer pays nothing" in his.text(page)
    his.send(page, reason="", report=TRIED, once="no reason")
    booking.refresh_from_db()
    assert booking.state == "in_progress"
    world.later(minutes=30)
    his.send(page, reason="line_fault", report=TRIED, once="why")
    booking.refresh_from_db()
    assert booking.state == "unsuccessful"

    # All of her money is free, and he has earned nothing; nobody signs it off afterwards.
    hold = FundsHold.objects.get()
    assert (hold.open.amount, hold.captured_amount) == (0, 0)
    assert ledger.earnings(jonas) == []
    mails = "".join(f"{mail.subject} {mail.text}" for mail in world.mails_to("vreni@"))
    assert "You pay nothing" in mails
    hers.send(f"{booking.path}sign-off/", solved="on", once="too late")
    booking.refresh_from_db()
    assert booking.state == "unsuccessful"

    # The case is open; what was tried stands on it for whoever helps next.
    case.refresh_from_db()
    assert case.state == "open"
    assert case.attempts.get().state == "failed"
    assert "Other ways to get help" in hers.text(booking.path)
    hers.send(f"{case.path}attempts/", stage="desk", once="team")
    assert TRIED in desk.text(case.path) or TRIED in desk.text(booking.path)
    desk.send(f"{case.path}messages/", text="Die Leitung ist repariert.", once="m")
    assert "Die Leitung ist repariert." in hers.text(case.path)
    hers.send(f"{case.path}solution/", once="solved")
    case.refresh_from_db()
    assert case.state == "solved"

    # A day later he does not read where she lives any more.
    world.later(hours=30)
    assert STREET not in his.text(booking.path)
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
    assert newest(world, vreni)
