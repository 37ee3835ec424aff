"""Cases in which nothing goes on any more: no visit came about, and nobody has done anything since."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kundenkreis.cases.models import Attempt, Case, CaseTransition, Message
from kundenkreis.stages.marketplace.models import (
    Booking,
    BookingTransition,
    Dispatch,
    Request,
)
from kundenkreis.stages.marketplace.transitions import State

# So long nothing has happened; a day of a series is past sooner than a wish of her own.
QUIET, QUIET_SERIES = timedelta(days=14), timedelta(days=3)
# Ends of a visit that did not take place.
NOT_TAKEN_PLACE = (State.DECLINED, State.EXPIRED, State.CANCELLED, State.NO_SHOW)
# Other kinds of help under way: somebody answers there.
ANSWERED_ELSEWHERE = ("desk", "experts", "community")
# Wiring fills it: cases that rooms above know to go on, as a query of their ids.
STILL_GOING: list[Callable[[], QuerySet[Any, Any]]] = []


def at_a_standstill(*, at: datetime) -> list[QuerySet[Case]]:
    """Open cases whose visits and searches all came to nothing, with nothing since: none is asked, waits or is agreed.

    Her own wishes, and days of series: two questions, so that each goes by its index.
    """
    series = Q(channel=Case.Channel.SERIES)
    return [_quiet(~series, since=at - QUIET), _quiet(series, since=at - QUIET_SERIES)]


def _quiet(which: Q, *, since: datetime) -> QuerySet[Case]:
    busy = (
        _of(Request, Q(closed_at=None) | Q(closed_at__gt=since)),
        _of(Booking, ~Q(state__in=NOT_TAKEN_PLACE) | Q(during__endswith__gt=since)),
        _of(BookingTransition, Q(at__gt=since), case="booking__case"),
        _of(Dispatch, Q(ended_at=None) | Q(ended_at__gt=since), case="request__case"),
        _of(Attempt, Q(state="open", stage__in=ANSWERED_ELSEWHERE) | Q(ended_at__gt=since)),
        _of(Message, Q(at__gt=since)),
        _of(CaseTransition, Q(at__gt=since)),
    )
    asked = _of(Request, Q())
    rows = Case.objects.all().open().filter(which, asked, opened_at__lte=since)
    for going in STILL_GOING:
        rows = rows.exclude(pk__in=going())
    return rows.filter(*(~one for one in busy))


def _of(rows: Any, which: Q, *, case: str = "case") -> Exists:
    """Whether the case has such a row."""
    return Exists(rows.objects.filter(which, **{case: OuterRef("pk")}))
