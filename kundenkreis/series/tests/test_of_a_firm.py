"""A firm's visit that is repeated stays the firm's: its technician comes, and the firm is paid."""

import pytest

from kundenkreis.series import actions
from kundenkreis.series.models import SeriesVisit
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.tests.firms import firm_visit, two_technicians


@pytest.mark.flow
def test_each_visit_is_the_firms_and_pays_it(alpenfon, vreni, jonas, at):
    firm, boss, helpers = two_technicians(at, jonas)
    booking = firm_visit(firm, vreni, at, second_person=True)
    booking = visits.assign(booking, helpers[0], by=boss, at=at)
    series = actions.begin(booking, weeks=1, times=3, by=vreni, at=at)
    actions.accept(series, by=jonas, at=at)
    made = [row.booking for row in SeriesVisit.objects.all() if row.booking]
    assert len(made) == 3
    for visit in made:
        assert (visit.firm, visit.payee, visit.helper) == (firm, firm.person, helpers[0])
        assert (visit.is_named, visit.second_person) == (True, True)
