"""Opening hours: seven entries, Monday first, each `["08:00", "19:00"]` or None for a closed day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

Week = Sequence[Sequence[str] | None]
Span = tuple[datetime, datetime]


def spans(week: Week, zone: ZoneInfo, at: datetime, *, days: int = 8) -> Iterator[Span]:
    """What is open from `at` on, day by day: each span still has its end before it."""
    if len(week) != 7:
        return
    today = at.astimezone(zone).date()
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        if not (span := week[day.weekday()]):
            continue
        start, end = (
            datetime.combine(day, time.fromisoformat(clock), zone) for clock in span
        )
        if end > at:
            yield start, end


def opens_at(week: Week, zone: ZoneInfo, at: datetime) -> datetime | None:
    """`at` itself when open then, else the next opening; None where it never opens."""
    for start, _end in spans(week, zone, at):
        return max(start, at)
    return None


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes, also across a change of the clocks; 0 when `end` is not later."""
    return max(0, round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60))
