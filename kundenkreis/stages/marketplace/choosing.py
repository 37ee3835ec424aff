"""Whom to ask next: by the matcher's score, by who was asked least lately, and by rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count

from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.notifications.models import Reach
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.models import Dispatch, Offer

# Looked at for each window; a wave asks a few of them.
POOL = 60
# Nobody is asked who has so many unanswered questions, or so many hours of visits that day.
MOST_OPEN = 3
LONG_DAY = timedelta(hours=6)
# Each question of the last week takes this from the score, up to five of them.
LATELY = timedelta(days=7)
WEARY, MOST_WEARY = 0.04, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A helper who could come, when, and her place in the line."""

    helper: Helper
    times: tuple[datetime, ...]
    # The matcher's score, less what being asked often lately takes.
    rank: float
    match: Match


def candidates(dispatch: Dispatch, *, at: datetime) -> list[Candidate]:
    """Who may be asked next, the first in line first. Who was asked before is left out."""
    found = _found(dispatch, at=at)
    asked = set(
        Offer.objects.filter(wave__dispatch=dispatch).values_list("helper", flat=True)
    )
    ids = [pk for pk in found if pk not in asked]
    waiting, lately = _asked(ids, at=at)
    full = _long_days([found[pk][0].helper for pk in ids], dispatch)
    line = []
    for pk in ids:
        match, starts = found[pk]
        zone = match.helper.zone
        times = tuple(
            start
            for start in sorted(starts)
            if (pk, start.astimezone(zone).date()) not in full
        )
        if times and waiting[pk] < MOST_OPEN:
            rank = match.score - WEARY * min(lately[pk], MOST_WEARY)
            line.append(Candidate(helper=match.helper, times=times[:3], rank=rank, match=match))  # fmt: skip
    return sorted(line, key=lambda one: (-one.rank, lately[one.helper.pk], str(one.helper.pk)))  # fmt: skip


def awake(line: Sequence[Candidate], *, night: bool) -> list[Candidate]:
    """By day everyone; by night only who wants to be asked then."""
    if not night:
        return list(line)
    people = [one.helper.person_id for one in line]
    wanting = set(
        Reach.objects.filter(person__in=people, nights_at__isnull=False).values_list("person", flat=True)
    )  # fmt: skip
    return [one for one in line if one.helper.person_id in wanting]


def _found(
    dispatch: Dispatch, *, at: datetime
) -> Mapping[UUID, tuple[Match, set[datetime]]]:
    """Who is free in a window, by the matcher, for no more than the fixed price."""
    request = dispatch.request
    assert request.package is not None
    assert request.point is not None
    found: dict[UUID, tuple[Match, set[datetime]]] = {}
    for window in dispatch.windows:
        for match in queries.suggestions(
            package=request.package, point=request.point, brand=dispatch.brand,
            but_not=request.case.customer, limit=POOL, from_=window.lower,
            until=window.upper - timedelta(minutes=1), at=at,
        ):  # fmt: skip
            if match.price.amount <= dispatch.price:
                found.setdefault(match.helper.pk, (match, set()))[1].update(match.starts)
    return found


def _asked(
    helpers: Sequence[UUID], *, at: datetime
) -> tuple[Mapping[UUID, int], Mapping[UUID, int]]:
    """How many questions wait for each helper, and how many were put to her this week."""
    rows = Offer.objects.filter(helper__in=helpers)
    lately = rows.filter(made_at__gt=at - LATELY)
    open_ = rows.filter(answer="", answer_by__gt=at)
    counted: list[Mapping[UUID, int]] = []
    for some in (open_, lately):
        counts = some.order_by().values_list("helper").annotate(Count("id"))
        counted.append(defaultdict(int, dict(counts)))
    return counted[0], counted[1]


def _long_days(helpers: Iterable[Helper], dispatch: Dispatch) -> set[tuple[UUID, date]]:
    """The days on which a helper has worked, or will, as long as one should."""
    zones = {helper.pk: helper.zone for helper in helpers}
    around = (dispatch.first_start - timedelta(days=1), dispatch.last_start + timedelta(days=1))  # fmt: skip
    work: dict[tuple[UUID, date], timedelta] = defaultdict(timedelta)
    for slot in Slot.across_brands.filter(helper__in=zones, during__overlap=around):
        day = slot.visit.lower.astimezone(zones[slot.helper_id]).date()
        work[slot.helper_id, day] += slot.visit.upper - slot.visit.lower
    return {key for key, hours in work.items() if hours >= LONG_DAY}
