"""Going through."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from kundenkreis.core import network, scope
from kundenkreis.core.refusal import TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.turnstiles.models import Passing
from kundenkreis.ui import filters

HOUR = timedelta(hours=1)


@one_transaction
def enter(door: str, *, most: int, shared: int, by: Person | None, at: datetime) -> None:
    """Once through this door. An account `most` times an hour, a network without one `shared` times.

    Inside our own programs, where there is neither, nothing is counted.

    :raises TooMany: `too_often`, with from when on she may come again.
    """
    who, limit = _who(by), most if by and not by.is_guest else shared
    if not who:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"turnstile:{scope.brand_id()}:{door}:{who}"],
        )
    rows = Passing.objects.filter(door=door, who=who, at__gt=at - HOUR).order_by("-at")
    times = list(rows.values_list("at", flat=True)[:limit])
    if len(times) >= limit:
        again = times[-1] + HOUR
        sentence = _("This was {count} times in one hour. Please go on at {time}, or call us.")  # fmt: skip
        sentence = sentence.format(count=limit, time=filters.clock(again))
        raise TooMany("too_often", sentence, wait=again - at)
    Passing.objects.create(door=door, who=who, at=at)


def _who(by: Person | None) -> str:
    if by and not by.is_guest:
        return hashlib.sha256(str(by.pk).encode()).hexdigest()[:32]
    return network.here()


def forget(*, by: None = None, at: datetime) -> None:
    """What is a day old is gone."""
    Passing.objects.filter(at__lt=at - Passing.KEPT).delete()
