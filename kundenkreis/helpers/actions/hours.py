"""When a helper can be booked: the weekly plan, exceptions, and the 12 weeks made of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.helpers import calendar, rules
from kundenkreis.helpers.actions.reservations import hold_calendar
from kundenkreis.helpers.calendar import Span
from kundenkreis.helpers.events import HoursChanged
from kundenkreis.helpers.models import (
    Availability,
    AvailabilityException,
    AvailabilityPlan,
    BusyTime,
    Helper,
    Slot,
)
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff

AHEAD = timedelta(weeks=12)
Block = tuple[time, time]
LONGEST_AWAY = timedelta(days=366)
# Nobody is visited later than that without having said so.
EVENING = time(21)
NONE_AT_ALL: list[tuple[time | None, time | None]] = [(None, None)]


@transaction.atomic
def change_plan(
    helper: Helper,
    *,
    week: Sequence[tuple[int, time, time]],
    by: Person | None,
    at: datetime,
) -> Helper:
    """Every week at these hours: (weekday, from, to), Monday is 0. Agreed visits stay agreed.

    :raises Invalid: `bad_hours`.
    """
    helper = _hers(helper, by, at=at)
    for weekday, start, end in week:
        if not (0 <= weekday <= 6 and start < end):
            raise _bad_hours()
    helper.plan.all().delete()
    AvailabilityPlan.objects.bulk_create(
        AvailabilityPlan(helper=helper, weekday=weekday, start=start, end=end)
        for weekday, start, end in sorted(set(week))
    )
    return _changed(helper, by=by, at=at)


@transaction.atomic
def except_day(
    helper: Helper,
    *,
    day: date,
    blocks: Sequence[Block] | None,
    by: Person | None,
    at: datetime,
) -> Helper:
    """On this day other hours than usual; an empty list: none; None: as usual again.

    :raises Invalid: `bad_hours`.
    """
    helper = _hers(helper, by, at=at)
    if any(start >= end for start, end in blocks or ()):
        raise _bad_hours()
    helper.exceptions.filter(day=day).delete()
    if blocks is not None:
        AvailabilityException.objects.bulk_create(
            AvailabilityException(helper=helper, day=day, start=start, end=end)
            for start, end in ([*sorted(set(blocks))] or NONE_AT_ALL)
        )
    return _changed(helper, by=by, at=at)


@transaction.atomic
def pause(helper: Helper, *, by: Person, at: datetime) -> Helper:
    """No new visits until she says otherwise."""
    helper = _hers(helper, by, at=at)
    helper.paused_at = helper.paused_at or at
    helper.save(update_fields=["paused_at"])
    return helper


@transaction.atomic
def go_away(
    helper: Helper, *, first: date | None = None, back: date, by: Person, at: datetime
) -> Helper:
    """A break that ends by itself: no hours from `first` (today) until she is back. Agreed visits stay.

    :raises Invalid: `bad_period`.
    """
    helper = _hers(helper, by, at=at)
    today = at.astimezone(helper.zone).date()
    first = max(first or today, today)
    if not first < back <= today + LONGEST_AWAY:
        sentence = _("Please give a day after today, at most a year ahead.")
        raise Invalid("bad_period", sentence, {"back": sentence})
    helper.away_from, helper.away_until = first, back
    helper.save(update_fields=["away_from", "away_until"])
    return _changed(helper, by=by, at=at)


@transaction.atomic
def resume(helper: Helper, *, by: Person, at: datetime) -> Helper:
    """Takes visits again, from any kind of break."""
    helper = _hers(helper, by, at=at)
    was_away = helper.away_from is not None
    helper.paused_at = helper.away_from = helper.away_until = None
    helper.save(update_fields=["paused_at", "away_from", "away_until"])
    return _changed(helper, by=by, at=at) if was_away else helper


@transaction.atomic
def say_today(helper: Helper, *, free: bool, by: Person, at: datetime) -> Helper:
    """Today she has time from now until the evening, or none any more. Other days stay as they are."""
    helper = _hers(helper, by, at=at)
    here = at.astimezone(helper.zone)
    blocks = list(_blocks_on(helper, here.date()))
    if free:
        soon = time(here.hour, 30) if here.minute < 30 else time(min(here.hour + 1, 23))
        if soon >= EVENING:
            raise Invalid("bad_hours", _("It is too late for new visits today."))
        blocks.append((soon, EVENING))
    return except_day(helper, day=here.date(), blocks=blocks if free else [], by=by, at=at)


@transaction.atomic
def materialise(helper: Helper, *, by: Person | None, at: datetime) -> Helper:
    """Make the coming 12 weeks from plan and exceptions, less what she is busy with elsewhere.

    The time of agreed visits stays open, whatever her other calendars say.

    Only what differs is written, so that doing it every night costs one day's rows.
    """
    helper = hold_calendar(helper)
    today = at.astimezone(helper.zone).date()
    last = today + AHEAD
    start, end = calendar.day_of(at, helper.zone)[0], datetime.combine(last, time(), helper.zone)  # fmt: skip
    visits = Slot.across_brands.filter(helper=helper, visit__overlap=TimestamptzRange(start, None))  # fmt: skip
    wanted = set(
        calendar.merged(
            [
                *calendar.without(_planned(helper, today, last), _busy(helper, start, end)),
                *((slot.visit.lower, slot.visit.upper) for slot in visits),
            ]
        )
    )
    rows = Availability.objects.filter(helper=helper, open__overlap=TimestamptzRange(start, None))  # fmt: skip
    there = {(row.open.lower, row.open.upper): row.pk for row in rows}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS slot_inside_availability DEFERRED")
        Availability.objects.filter(
            pk__in=[pk for span, pk in there.items() if span not in wanted]
        ).delete()
        Availability.objects.bulk_create(
            Availability(helper=helper, open=TimestamptzRange(*span))
            for span in sorted(wanted - there.keys())
        )
        cursor.execute("SET CONSTRAINTS slot_inside_availability IMMEDIATE")
    helper.planned_until = end.date()
    helper.save(update_fields=["planned_until"])
    return helper


def _busy(helper: Helper, start: datetime, end: datetime) -> Iterable[Span]:
    """Her other calendars, and a break that has an end."""
    window = TimestamptzRange(start, end)
    for row in BusyTime.objects.filter(calendar__helper=helper, busy__overlap=window):
        yield calendar.bounds(row.busy)
    if helper.away_from and helper.away_until:
        first, back = (datetime.combine(day, time(), helper.zone) for day in (helper.away_from, helper.away_until))  # fmt: skip
        yield first, back


def _planned(helper: Helper, first: date, last: date) -> Iterable[Span]:
    week = list(helper.plan.all())
    special: dict[date, list[AvailabilityException]] = {}
    for exception in helper.exceptions.filter(day__gte=first, day__lt=last):
        special.setdefault(exception.day, []).append(exception)
    for number in range((last - first).days):
        day = first + timedelta(days=number)
        rows: Sequence[AvailabilityException | AvailabilityPlan] = special.get(day) or [
            row for row in week if row.weekday == day.weekday()
        ]
        for row in rows:
            if row.start and row.end:
                span = calendar.span_on(day, row.start, row.end, helper.zone)
                if span:
                    yield span


def _blocks_on(helper: Helper, day: date) -> Iterable[Block]:
    """What plan or exception give for one day."""
    rows: Iterable[AvailabilityException | AvailabilityPlan] = helper.exceptions.filter(
        day=day
    ) or helper.plan.filter(weekday=day.weekday())
    for row in rows:
        if row.start and row.end:
            yield row.start, row.end


def _changed(helper: Helper, *, by: Person | None, at: datetime) -> Helper:
    helper = materialise(helper, by=by, at=at)
    announce(
        HoursChanged(helper=str(helper.pk), person=str(helper.person_id)), by=by, at=at
    )
    return helper


def _hers(helper: Helper, by: Person | None, *, at: datetime) -> Helper:
    helper = hold_calendar(helper)
    if by and not rules.may_change(by, helper, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    return helper


def _bad_hours() -> Invalid:
    sentence = _("Please give hours from earlier to later, such as 9:00 to 12:00.")
    return Invalid("bad_hours", sentence, {"hours": sentence})
