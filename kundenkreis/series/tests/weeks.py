"""A series of weekly visits, for tests."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.series import actions

ZURICH = ZoneInfo("Europe/Zurich")


WEEK = timedelta(weeks=1)


def begun(booking, at, **more):
    values = {"weeks": 1, "times": 6, "by": booking.customer, "at": at, **more}
    return actions.begin(booking, **values)


def running(booking, at, **more):
    return actions.accept(begun(booking, at, **more), by=booking.helper.person, at=at)


def days(series):
    return {row.day: row for row in series.visits.select_related("booking")}


def told(event, reaction):
    """The reaction to every such event, twice, as a worker may; the kinds of notices that came of it."""
    for row in EventRow.objects.filter(name=event.name):
        for _twice in range(2):
            reaction(event(**row.payload), row=row)
    return list(
        Notice.objects.filter(kind__startswith="series").values_list("kind", "person__name")
    )
