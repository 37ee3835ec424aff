"""A regular visit that its helper cancelled: its case does not stay open for good, the series goes on."""

from datetime import timedelta

import pytest

from kundenkreis.notifications.models import EventRow
from kundenkreis.series.tests.weeks import running
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace import schedule
from kundenkreis.stages.marketplace.standstill import QUIET_SERIES


@pytest.mark.slow
def test_a_cancelled_regular_visit_closes_three_days_after_its_day(booking, jonas, at):
    series = running(booking, at)
    first = series.visits.order_by("day").first().booking
    visits.cancel(first, by=jonas, at=at)
    after = first.ends_at + QUIET_SERIES
    for moment, state in ((after - timedelta(minutes=1), "open"), (after, "withdrawn")):
        schedule.due(at=moment)
        first.case.refresh_from_db()
        assert first.case.state == state
    series.refresh_from_db()
    assert series.state == "running"
    assert EventRow.objects.filter(name="case_closed_quietly").count() == 1
