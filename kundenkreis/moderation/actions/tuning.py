"""Nightly: what reports must weigh before a text goes out of sight by itself; removed words are erased."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, scores, socket
from kundenkreis.moderation.models import (
    HARMLESS,
    FlagThreshold,
    QueueItem,
    StatementOfReasons,
)
from kundenkreis.people.models import Person

LOOK_BACK = timedelta(days=180)


@one_transaction
def tune(*, by: Person | None, at: datetime) -> FlagThreshold:
    """Of what moderators agreed with and at least two had reported, half and 85 in 100 (3-4)."""
    agreed = QueueItem.objects.filter(decided_at__gt=at - LOOK_BACK)
    agreed = agreed.filter(
        Q(statements__by__isnull=False) & ~Q(statements__outcome__in=HARMLESS)
    )
    counted = agreed.annotate(reporters=Count("flags__by", distinct=True))
    found = list(counted.filter(reporters__gte=2).values_list("score", flat=True))
    low, high = scores.thresholds(found)
    row, _fresh = FlagThreshold.objects.get_or_create(
        at=at, defaults={"items": len(found), "low": low, "high": high}
    )
    return row


# What stands where removed words stood.
ERASED = "[…]"


@one_transaction
def erase(
    statement: StatementOfReasons, *, by: Person | None, at: datetime
) -> StatementOfReasons:
    """Nobody objected in time: the removed words are nowhere kept any more. Twice is once."""
    locks.hold(statement.target)
    thing = queries.things_of([statement.target]).get(statement.target)
    if thing is None or not socket.PLUGS[thing.kind].mendable:
        return statement
    if thing.hidden_at and thing.text != ERASED:
        socket.PLUGS[thing.kind].mend(thing.id, text=ERASED, by=by, at=at)
    return statement
