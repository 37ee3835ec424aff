"""Which days a series has, and how far ahead the clock makes visits. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid
from kundenkreis.series.models import Series, moment

# Visits are made so long before.
AHEAD = timedelta(weeks=4)
# Between the wish and the first visit the helper must have time to answer.
FIRST_AFTER = timedelta(hours=24)
# A series is no longer than this; helpers and prices change.
LONGEST = timedelta(days=366)
MOST_TIMES = 53


def first_day(
    before: date, clock: time, *, weeks: int, zone: ZoneInfo, at: datetime
) -> date:
    """The first day of the rhythm that began `before` which leaves the helper a day to answer."""
    step = timedelta(weeks=weeks)
    day = before + step
    behind = (at + FIRST_AFTER).astimezone(zone).date() - day
    if behind > timedelta():
        day += behind // step * step
    while moment(day, clock, zone) < at + FIRST_AFTER:
        day += step
    return day


def last_day(first: date, *, weeks: int, times: int | None, until: date | None) -> date:
    """The last day, by a number of visits or by a date.

    :raises Invalid: `bad_rhythm`, `bad_times`, `bad_until`.
    """
    if weeks not in Series.Every.values:
        sentence = _("Please choose how often.")
        raise Invalid("bad_rhythm", sentence, {"weeks": sentence})
    step, latest = timedelta(weeks=weeks), first + LONGEST
    if (times is None) == (until is None):
        sentence = _("Please say how many visits, or until when.")
        raise Invalid("bad_times", sentence, {"times": sentence})
    if until is not None:
        if not first <= until <= latest:
            sentence = _("Please choose a day between {first} and {last}.").format(
                first=first.strftime("%d.%m.%Y"), last=latest.strftime("%d.%m.%Y")
            )
            raise Invalid("bad_until", sentence, {"until": sentence})
        return first + (until - first) // step * step
    if times is None or times < 1 or first + (times - 1) * step > latest:
        sentence = _("A series is no longer than a year. Please choose fewer visits.")
        raise Invalid("bad_times", sentence, {"times": sentence})
    return first + (times - 1) * step


def due_until(at: datetime, *, zone: ZoneInfo) -> date:
    """Visits up to this day are made now."""
    return at.astimezone(zone).date() + AHEAD
