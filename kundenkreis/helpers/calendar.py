"""Stretches of time: covering, merging, and turning a weekly plan into real hours. Pure."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from psycopg.types.range import TimestamptzRange

Span = tuple[datetime, datetime]
# 9-12, 9:00 – 12.30, 9 bis 12, 9 to 12 …
_STRETCH = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?\s*(?:[-–—]|bis|to|à|alle)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?",
    re.IGNORECASE,
)


def covers(stretches: Iterable[TimestamptzRange], wanted: TimestamptzRange) -> bool:
    """Whether the stretches together cover all of `wanted`; an open end is for good."""
    reached, end = bounds(wanted)
    for lower, upper in sorted(
        ((row.lower, row.upper) for row in stretches),
        key=lambda pair: pair[0] or datetime.min.replace(tzinfo=end.tzinfo),
    ):
        if lower is not None and lower > reached:
            return False
        if upper is None or upper >= end:
            return True
        reached = max(reached, upper)
    return False


def bounds(wanted: TimestamptzRange) -> Span:
    """First moment and end of a stretch that has both."""
    assert wanted.lower is not None
    assert wanted.upper is not None
    return wanted.lower, wanted.upper


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as few stretches, in order; touching ones become one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def span_on(day: date, start: time, end: time, zone: ZoneInfo) -> Span | None:
    """Clock times on a day as moments; None where the change of clocks leaves nothing.

    A time that the night skips counts as the hour after; one that happens twice as the first.
    """
    lower = datetime.combine(day, start, zone).astimezone(ZoneInfo("UTC"))
    upper = datetime.combine(day, end, zone).astimezone(ZoneInfo("UTC"))
    return (lower, upper) if lower < upper else None


def day_of(moment: datetime, zone: ZoneInfo) -> Span:
    """First moment of the local day, and its last microsecond."""
    day = moment.astimezone(zone).date()
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(
        microseconds=1
    )


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the stretches when the taken ones are cut out."""
    left = merged(spans)
    for start, end in merged(taken):
        cut: list[Span] = []
        for lower, upper in left:
            if upper <= start or end <= lower:
                cut.append((lower, upper))
                continue
            cut += [(lower, start)] if lower < start else []
            cut += [(end, upper)] if end < upper else []
        left = cut
    return left


def stretches(typed: str) -> list[tuple[time, time]]:
    """`9–12, 14 bis 17:30` as stretches in order; an overlap becomes one.

    :raises ValueError: something else stands there, too, or one ends before it begins.
    """
    found = sorted(
        (
            time(int(a), int(b or 0)),
            time(23, 59) if c == "24" else time(int(c), int(d or 0)),
        )
        for a, b, c, d in _STRETCH.findall(typed)
    )
    rest = re.sub(r"[\s,;+]|und|and|et|e", "", _STRETCH.sub("", typed))
    if rest or (typed.strip() and not found) or any(a >= b for a, b in found):
        raise ValueError(typed)
    joined: list[tuple[time, time]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
