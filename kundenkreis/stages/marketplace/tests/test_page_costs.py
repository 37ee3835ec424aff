"""Pages of the order cost as many statements with many helpers around as with one."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.tests.searches import helpers_around
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, wifi


@pytest.mark.flow
@pytest.mark.parametrize("count", [1, 3])
def test_who_and_when_cost_the_same_with_many_helpers(vreni, at, count):
    helpers_around(count, at)
    case = case_of(vreni, at)
    actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    client, costs = browser(vreni), []
    with time_machine.travel(at, tick=False):
        for last in ("slots", "windows"):
            with CaptureQueriesContext(connection) as seen:
                text = page(client, f"{case.path}visit/{last}/")
            costs.append(len(seen))
    # What one visitor's page always reads is ten of them; then a statement of the matcher for each stretch of time.
    assert costs == [20, 16]
    assert f"{count} checked helper" in text


@pytest.mark.flow
def test_a_case_and_its_visit_are_read_in_few_statements(held, vreni, at):
    client, costs = browser(vreni), []
    with time_machine.travel(at, tick=False):
        for path in (held.case.path, held.path):
            page(client, path)
            with CaptureQueriesContext(connection) as seen:
                assert "Jonas" in page(client, path)
            costs.append(len(seen))
    # Four of each say which brand, who asks and what she is here; of the case's ten stand for its visit.
    assert costs == [36, 15]
