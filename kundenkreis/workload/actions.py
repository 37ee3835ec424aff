"""The clock looks at the week that is over."""

from datetime import date, datetime, timedelta

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.events import announce
from kundenkreis.core.transactions import one_transaction
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person
from kundenkreis.workload import queries, spread
from kundenkreis.workload.events import WorkloadHigh
from kundenkreis.workload.models import WorkloadHint


@one_transaction
def look_at_week(week: date, *, by: Person | None, at: datetime) -> list[WorkloadHint]:
    """Who carried a quarter of the week's answers or more hears it, once; not who pauses already. `week`: its Monday."""
    begin = datetime(week.year, week.month, week.day, tzinfo=brand_here().zone)
    counts = queries.answers_by(since=begin, until=begin + timedelta(days=7))
    everybody = sum(counts.values())
    resting = {row["person"] for row in pausing(at)}
    made = []
    for pk, mine in counts.items():
        if pk in resting or not spread.must_rest(mine, everybody):
            continue
        row, fresh = WorkloadHint.objects.get_or_create(
            person_id=pk,
            week=week,
            defaults={"answers": mine, "of_all": everybody, "at": at},
        )
        if fresh:
            announce(WorkloadHigh(hint=row.pk, person=str(pk)), by=by, at=at)
            made.append(row)
    return made
