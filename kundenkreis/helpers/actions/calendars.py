"""Calendars a helper keeps elsewhere: read for busy times, and hers with us given to them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core import ids
from kundenkreis.core.events import announce
from kundenkreis.core.fetching import NotFetched, safe_fetch
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers import calendar, ical, queries, rules
from kundenkreis.helpers.actions.hours import AHEAD, materialise
from kundenkreis.helpers.actions.reservations import hold_calendar
from kundenkreis.helpers.events import CalendarDue
from kundenkreis.helpers.models import BusyCalendar, BusyTime, FeedKey, Helper
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff

MOST = 5
EVERY = timedelta(hours=1)
# After trouble: the address may be wrong for good, so not so often.
AGAIN = timedelta(hours=6)


def add_calendar(helper: Helper, *, url: str, by: Person, at: datetime) -> BusyCalendar:
    """Her calendar at this iCalendar address is read now and every hour. Twice is once.

    :raises Invalid: `bad_address` and the other reasons of `safe_fetch`, `no_calendar`, `too_large`.
    :raises Refused: `too_many_calendars`.
    """
    _may(helper, by, at=at)
    url = url.strip()
    if url.lower().startswith("webcal://"):
        url = "https://" + url[len("webcal://") :]
    _room_for(helper, url)
    spans = _read(helper, url, at=at)
    with transaction.atomic():
        helper = hold_calendar(helper)
        _room_for(helper, url)
        row, _made = BusyCalendar.objects.get_or_create(
            helper=helper, url=url, defaults={"added_at": at, "due_at": at + EVERY}
        )
        return _keep(row, spans, by=by, at=at)


def read_calendar(row: BusyCalendar, *, by: Person | None, at: datetime) -> BusyCalendar:
    """Look again when she is busy. Trouble is written down in words for her, and her hours stay."""
    try:
        spans = _read(row.helper, row.url, at=at)
    except Invalid as trouble:
        row.trouble, row.due_at = trouble.reason, at + AGAIN
        # Removed meanwhile: nothing to write.
        BusyCalendar.objects.filter(pk=row.pk).update(
            trouble=row.trouble, due_at=row.due_at
        )
        return row
    with transaction.atomic():
        hold_calendar(row.helper)
        if not BusyCalendar.objects.filter(pk=row.pk).exists():  # removed meanwhile
            return row
        return _keep(row, spans, by=by, at=at)


@transaction.atomic
def call_for_reading(row: BusyCalendar, *, by: None = None, at: datetime) -> None:
    """It is time to read it: announced once an hour, whichever worker looks first."""
    waiting = BusyCalendar.objects.filter(pk=row.pk, due_at__lte=at)
    if waiting.update(due_at=at + EVERY):
        happened = CalendarDue(
            helper=str(row.helper_id),
            person=str(row.helper.person_id),
            calendar=str(row.pk),
        )
        announce(happened, by=None, at=at)


@transaction.atomic
def remove_calendar(row: BusyCalendar, *, by: Person, at: datetime) -> Helper:
    """It is read no more, and what it took is free again."""
    _may(row.helper, by, at=at)
    helper = hold_calendar(row.helper)
    row.delete()
    return materialise(helper, by=by, at=at)


@transaction.atomic
def make_feed(helper: Helper, *, by: Person, at: datetime) -> str:
    """A new secret address for her calendar program; the one before opens nothing any more.

    Returns the secret, which is stored nowhere and shown once.
    """
    end_feed(helper, by=by, at=at)
    secret = ids.secret()
    FeedKey.objects.create(helper=helper, fingerprint=ids.fingerprint(secret), made_at=at)
    return secret


@transaction.atomic
def end_feed(helper: Helper, *, by: Person, at: datetime) -> None:
    """The secret address opens nothing any more."""
    if by.pk != helper.person_id:
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    hold_calendar(helper)
    helper.feed_keys.filter(revoked_at__isnull=True).update(revoked_at=at)


def _room_for(helper: Helper, url: str) -> None:
    if helper.calendars.exclude(url=url).count() >= MOST:
        sentence = _("You can add {count} calendars. Please remove one first.")
        raise Refused("too_many_calendars", sentence.format(count=MOST))


def _read(helper: Helper, url: str, *, at: datetime) -> list[calendar.Span]:
    """The address is asked before anything is locked: it may take its time."""
    answer = safe_fetch(url, headers={"Accept": "text/calendar"}, loopback=settings.FETCH_LOOPBACK)  # fmt: skip
    if answer.status != 200:
        raise NotFetched("unreachable", queries.trouble_sentence("unreachable"))
    try:
        start = calendar.day_of(at, helper.zone)[0]
        return ical.busy_spans(
            answer.body, zone=helper.zone, start=start, end=start + AHEAD
        )
    except ical.Unreadable as unreadable:
        reason = str(unreadable.args[0])
        raise Invalid(reason, queries.trouble_sentence(reason)) from None


def _keep(
    row: BusyCalendar, spans: list[calendar.Span], *, by: Person | None, at: datetime
) -> BusyCalendar:
    row.times.all().delete()
    BusyTime.objects.bulk_create(
        BusyTime(calendar=row, busy=TimestamptzRange(*span)) for span in spans
    )
    row.read_at, row.due_at, row.trouble = at, at + EVERY, ""
    row.save(update_fields=["read_at", "due_at", "trouble"])
    materialise(row.helper, by=by, at=at)
    return row


def _may(helper: Helper, by: Person, *, at: datetime) -> None:
    if not rules.may_change(by, helper, staff=is_staff(by, at=at)):
        raise NotFound("not_found", _("You are not registered as a helper."))
