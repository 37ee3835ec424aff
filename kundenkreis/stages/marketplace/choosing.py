"""Whom to ask next: by the matcher's score, by who was asked least lately, and by rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count

from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.notifications.models import Reach
from kundenkreis.stages.marketplace import nearby, pace, terms, who_is_free
from kundenkreis.stages.marketplace.models import Dispatch, Offer, Request

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
    if dispatch.replaces:
        asked.add(dispatch.replaces.helper_id)
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
        for match in nearby.suggestions(
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


# Stretches of a day a customer may choose from, in the brand's zone; so many days ahead, so many at most.
BLOCKS = ((time(8), time(12)), (time(12), time(17)), (time(17), time(20)))
DAYS_AHEAD, MOST_OPENINGS, COUNTED = 4, 6, 20
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A stretch of time in which at least one helper is free for the package's price."""

    start: datetime
    end: datetime
    # At most `COUNTED`.
    helpers: int

    @property
    def value(self) -> str:
        """Its name in a form: the same for as long as it is offered."""
        return self.end.isoformat()


def openings(request: Request, *, at: datetime) -> list[Opening]:
    """The next stretches of time in which whoever can come first might come, the earliest first."""
    assert request.package is not None
    if request.point is None:
        return []
    found: list[Opening] = []
    blocks = list(_blocks(request.brand.zone, at=at))
    each = who_is_free.in_each(
        [(start, end - timedelta(minutes=1)) for start, end in blocks], package=request.package, point=request.point,
        brand=request.brand, but_not=request.case.customer, limit=COUNTED, at=at,
    )  # fmt: skip
    for (start, end), helpers in zip(blocks, each, strict=False):
        free = sum((one.own_price or 0) <= request.package.price for one in helpers)
        if free:
            found.append(Opening(start=start, end=end, helpers=free))
        if len(found) == MOST_OPENINGS:
            break
    return found


def _blocks(zone: ZoneInfo, *, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What is left of each stretch, from the next half hour at which somebody could be there."""
    soonest = at + terms.NOTICE
    past = timedelta(seconds=soonest.timestamp() % HALF_HOUR.total_seconds())
    soonest += HALF_HOUR - past if past else timedelta()
    today = at.astimezone(zone).date()
    for day in range(DAYS_AHEAD):
        for first, last in BLOCKS:
            date_ = today + timedelta(days=day)
            start = max(datetime.combine(date_, first, zone), soonest)
            end = datetime.combine(date_, last, zone)
            if end - start >= HALF_HOUR:
                yield start.astimezone(UTC), end.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a search that began now would do first."""

    # Who is free in a window; whom it would ask first, when, and until when they answer.
    free: int
    first: int
    asked_at: datetime
    until: datetime
    # The last moment at which somebody may still say yes.
    latest: datetime


def forecast(request: Request, *, at: datetime) -> Forecast:
    """The same choice as the search makes, without asking anybody."""
    dispatch = Dispatch(request=request, windows=request.windows, price=request.price or 0, brand=request.brand)  # fmt: skip
    line = candidates(dispatch, at=at)
    zone = request.brand.zone
    morning = pace.by_day(at, zone=zone)
    now = awake(line, night=morning > at)
    asked_at = at if now else morning
    patience = pace.patience(dispatch.first_start, urgent=False, at=asked_at)
    latest = dispatch.last_start - terms.ANSWER_BEFORE
    return Forecast(
        free=len(line), first=min(pace.size(1), len(now or line)), asked_at=asked_at,
        until=min(pace.after(asked_at, patience, zone=zone), latest), latest=latest,
    )  # fmt: skip
