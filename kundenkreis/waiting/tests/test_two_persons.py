"""Nobody waits for one helper where a firm sends two."""

from datetime import timedelta

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import Refused
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.tests.visits import case_of, wifi
from kundenkreis.waiting import actions


def test_who_needs_two_books_a_firm(alpenfon, vreni, at):
    ServicePackage.objects.filter(slug="wifi").update(persons=2)
    case = case_of(vreni, at)
    visits.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    with pytest.raises(Refused, match="two_persons"):
        actions.join(case, latest=at + timedelta(days=7), by=vreni, at=at)
