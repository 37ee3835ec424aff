"""How fast waves of requests follow one another, and that nobody's clock runs at night. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.refusal import Invalid

# When a visit may start: from, up to but not including.
Window = tuple[datetime, datetime]
MOST_WINDOWS = 3
# A window far away would keep money waiting for nothing.
WINDOWS_AHEAD = timedelta(days=60)

# Instead of a helper who does not come: so much before and after; nobody is there sooner than this.
BEFORE, AFTER, SOONEST = timedelta(hours=2), timedelta(hours=4), timedelta(hours=1)
HALF_HOUR = timedelta(minutes=30)

# Helpers asked in the first, second, third and every later wave.
SIZES = (3, 5, 8)
# Nobody is asked between these hours, and no deadline runs then; in the brand's zone.
NIGHT_FROM, NIGHT_UNTIL = time(21), time(7)
# A wave has so long: hours away, tomorrow, later.
SOON, TOMORROW = timedelta(hours=4), timedelta(hours=24)
AT_ONCE, SHORT, LONG = timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2)


def size(number: int) -> int:
    """How many helpers the n-th wave asks; the first is 1."""
    return SIZES[min(number, len(SIZES)) - 1]


def patience(first_start: datetime, *, urgent: bool, at: datetime) -> timedelta:
    """How long a wave waits before the next one: shorter the sooner the visit."""
    if urgent or first_start - at <= SOON:
        return AT_ONCE
    return SHORT if first_start - at <= TOMORROW else LONG


def is_night(moment: datetime, *, zone: ZoneInfo) -> bool:
    """Whether people sleep."""
    clock = moment.astimezone(zone).time()
    return clock >= NIGHT_FROM or clock < NIGHT_UNTIL


def by_day(moment: datetime, *, zone: ZoneInfo) -> datetime:
    """The moment itself by day, else seven in the morning."""
    if not is_night(moment, zone=zone):
        return moment
    local = moment.astimezone(zone)
    later = timedelta(days=1 if local.time() >= NIGHT_FROM else 0)
    return datetime.combine(local.date() + later, NIGHT_UNTIL, zone).astimezone(UTC)


def after(moment: datetime, span: timedelta, *, zone: ZoneInfo) -> datetime:
    """`span` of day time later: the night, also one in which clocks change, does not count."""
    moment = by_day(moment, zone=zone).astimezone(UTC)
    while True:
        day = moment.astimezone(zone).date()
        evening = datetime.combine(day, NIGHT_FROM, zone).astimezone(UTC)
        if span < evening - moment:
            return moment + span
        span -= evening - moment
        moment = by_day(evening, zone=zone)


def instead(starts_at: datetime, *, at: datetime) -> Window:
    """When somebody else may come: two hours before the agreed time to four after it, or from now on."""
    soonest = at + SOONEST
    past = timedelta(seconds=soonest.timestamp() % HALF_HOUR.total_seconds())
    soonest += HALF_HOUR - past if past else timedelta()
    return max(starts_at - BEFORE, soonest), max(starts_at, soonest) + AFTER


def windows(given: Sequence[Window], *, at: datetime) -> list[TimestamptzRange]:
    """One to three stretches of time to come, the earliest first.

    :raises Invalid: `bad_windows`.
    """
    ahead = sorted({window for window in given if window[1] > at})
    sane = all(start < end <= at + WINDOWS_AHEAD for start, end in ahead)
    if not (sane and 1 <= len(ahead) <= MOST_WINDOWS):
        sentence = _("Please choose one to three times that lie ahead.")
        raise Invalid("bad_windows", sentence, {"windows": sentence})
    return [TimestamptzRange(max(start, at), end) for start, end in ahead]
