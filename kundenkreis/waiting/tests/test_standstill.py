"""Who waits for a freed time is not closed by the clock, however long nothing happens."""

import pytest

from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace import schedule
from kundenkreis.stages.marketplace.standstill import QUIET
from kundenkreis.stages.marketplace.tests.visits import case_of, wifi
from kundenkreis.waiting import actions


@pytest.mark.flow
def test_a_case_that_waits_stays_open_until_it_waits_no_more(vreni, at):
    case = case_of(vreni, at)
    wish = visits.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    entry = actions.join(case, latest=at + actions.LONGEST, by=vreni, at=at)
    visits.expire_request(wish, at=at)
    later = at + 2 * QUIET
    schedule.due(at=later)
    case.refresh_from_db()
    assert case.state == "open"
    actions.leave(entry, by=vreni, at=later)
    schedule.due(at=later)
    case.refresh_from_db()
    assert case.state == "withdrawn"
