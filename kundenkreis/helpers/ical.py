"""When somebody is busy, read from an iCalendar text (RFC 5545). Pure; what it says beside is not kept.

The text comes from a stranger: sizes, rules and time are bounded, and what cannot be read is skipped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from kundenkreis.helpers.calendar import Span, merged

MOST_EVENTS = 5_000
MOST_STRETCHES = 2_000
MOST_SECONDS = 5.0
# Rules that repeat within a day would make millions of an event; nobody's diary needs them.
WITHIN_A_DAY = {"SECONDLY", "MINUTELY", "HOURLY"}
# Rules that begin long ago are counted day by day until today.
OLDEST_YEAR = 2010
OUR_OWN = "@kundenkreis"


class Unreadable(Exception):
    """This is no calendar, or one that is too large. `args[0]` is a stable word."""


def busy_spans(
    text: bytes, *, zone: ZoneInfo, start: datetime, end: datetime
) -> list[Span]:
    """The stretches between `start` and `end` that are taken, merged, in order.

    Cancelled and transparent events count as free, and so do our own visits if they come back to
    us. A whole day and a time without zone are in `zone`.

    :raises Unreadable: `no_calendar`, `too_large`.
    """
    until = monotonic() + MOST_SECONDS
    found: list[Span] = []
    for calendar in _calendars(text):
        for group in _events(calendar):
            found += (
                (max(span[0], start), min(span[1], end))
                for event in _occurrences(calendar, group, start, end)
                if _takes_time(event) and (span := _span(event, zone))
            )
            if monotonic() > until or len(found) > MOST_EVENTS:
                raise Unreadable("too_large")
    spans = merged(span for span in found if span[0] < span[1])
    if len(spans) > MOST_STRETCHES:
        raise Unreadable("too_large")
    return spans


def _calendars(text: bytes) -> Sequence[Component]:
    try:
        found = [one for one in Calendar.from_ical(text, multiple=True) if one.name == "VCALENDAR"]  # fmt: skip
    except (ValueError, IndexError, KeyError, TypeError, RecursionError):
        raise Unreadable("no_calendar") from None
    if not found:
        raise Unreadable("no_calendar")
    return found


def _events(calendar: Component) -> Iterable[Sequence[Component]]:
    """Events of the same series together: the rule and the days that differ from it."""
    series: dict[str, list[Component]] = defaultdict(list)
    for number, event in enumerate(calendar.walk("VEVENT")):
        if number >= MOST_EVENTS:
            raise Unreadable("too_large")
        uid = str(event.get("UID", number))
        if not uid.endswith(OUR_OWN):
            series[uid].append(event)
    return [group for group in series.values() if all(_harmless(event) for event in group)]


def _harmless(event: Component) -> bool:
    rules = _rules(event)
    for rule in rules:
        often = {str(value).upper() for value in rule.get("FREQ", [])}
        if often & WITHIN_A_DAY or any(len(rule.get(part, [])) > 1 for part in ("BYMINUTE", "BYSECOND")):  # fmt: skip
            return False
        # Such a rule may never come true (30 February), and is counted to the year 9999.
        if "DAILY" in often and rule.keys() & {"BYMONTH", "BYMONTHDAY", "BYYEARDAY"}:
            return False
    begins = getattr(event.get("DTSTART"), "dt", None)
    return begins is not None and (not rules or begins.year >= OLDEST_YEAR)


def _rules(event: Component) -> list[Any]:
    rules = event.get("RRULE") or []
    return rules if isinstance(rules, list) else [rules]


def _occurrences(
    calendar: Component, group: Sequence[Component], start: datetime, end: datetime
) -> Iterator[Component]:
    """The series' events that touch the window; a series that makes no sense has none."""
    if len(group) == 1 and not group[0].keys() & {"RRULE", "RDATE"}:
        # Most of a diary; the library would take a millisecond for each.
        yield group[0]
        return
    alone = Calendar()
    for name in ("X-WR-TIMEZONE",):
        if name in calendar:
            alone.add(name, calendar[name])
    for zone in calendar.walk("VTIMEZONE"):
        alone.add_component(zone)
    try:
        for event in group:
            alone.add_component(event)
        yield from recurring_ical_events.of(alone, skip_bad_series=True).between(start, end)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return


def _takes_time(event: Component) -> bool:
    return (
        str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT"
    )


def _span(event: Component, zone: ZoneInfo) -> Span | None:
    begins, ends = getattr(event.get("DTSTART"), "dt", None), getattr(event.get("DTEND"), "dt", None)  # fmt: skip
    if begins is None:
        return None
    if ends is None:
        lasts = getattr(event.get("DURATION"), "dt", None)
        ends = begins + (lasts or timedelta(days=0 if isinstance(begins, datetime) else 1))
    try:
        return _moment(begins, zone), _moment(ends, zone)
    except OverflowError:
        return None


def _moment(value: date, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
