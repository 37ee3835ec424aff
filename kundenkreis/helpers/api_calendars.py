"""API: a helper's other calendars, the address of her own one, and her rate."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.models import BusyCalendar, Helper
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["helpers"])


class CalendarIn(Schema):
    """An iCalendar address (https or webcal) on the public internet."""

    url: str


class CalendarOut(Schema):
    """A calendar elsewhere. Its address is a secret: only the server's name is told."""

    id: UUID
    host: str
    read_at: datetime | None
    # Why it could not be read the last time, in words; empty: it could.
    trouble: str


class Calendars(Schema):
    """All calendars of one helper, the oldest first."""

    items: list[CalendarOut]


class FeedOut(Schema):
    """The secret address of her visits; told only now."""

    url: str


class RateIn(Schema):
    """What she asks for an hour, in minor units; null: the packages' prices."""

    hourly_rate: int | None


def _helper(request: Request) -> Helper:
    return queries.helper_of(me(request))


def _calendar(request: Request, pk: UUID) -> BusyCalendar:
    row = _helper(request).calendars.filter(pk=pk).first()
    if row is None:
        raise NotFound("not_found", _("There is no such thing."))
    return row


def _out(row: BusyCalendar) -> CalendarOut:
    trouble = queries.trouble_sentence(row.trouble) if row.trouble else ""
    return CalendarOut(id=row.pk, host=row.host, read_at=row.read_at, trouble=trouble)


@router.get("helpers/me/calendars", response=Calendars, summary="My other calendars")
def my_calendars(request: Request) -> Calendars:
    """Where we read when she is busy."""
    return Calendars(items=[_out(row) for row in _helper(request).calendars.all()])


@router.post("helpers/me/calendars", response={201: CalendarOut}, summary="Add a calendar")
def add_calendar(request: Request, body: CalendarIn) -> Status[CalendarOut]:
    """Read now and every hour; the same address twice is one calendar."""
    row = actions.add_calendar(
        _helper(request), url=body.url, by=me(request), at=request.at
    )
    return Status(201, _out(row))


@router.post(
    "helpers/me/calendars/{uuid:pk}/reading", response=CalendarOut, summary="Read it now"
)
def read_calendar(request: Request, pk: UUID) -> CalendarOut:
    """Look again when she is busy."""
    row = _calendar(request, pk)
    return _out(actions.read_calendar(row, by=me(request), at=request.at))


@router.delete(
    "helpers/me/calendars/{uuid:pk}", response={204: None}, summary="Remove a calendar"
)
def remove_calendar(request: Request, pk: UUID) -> Status[None]:
    """It is read no more, and what it took is free again."""
    row = _calendar(request, pk)
    actions.remove_calendar(row, by=me(request), at=request.at)
    return Status(204, None)


@router.post(
    "helpers/me/calendar-feed", response={201: FeedOut}, summary="A new secret address"
)
def make_feed(request: Request) -> Status[FeedOut]:
    """The address before opens nothing any more."""
    secret = actions.make_feed(_helper(request), by=me(request), at=request.at)
    url = request.build_absolute_uri(f"/helper/feeds/{secret}/visits.ics")
    return Status(201, FeedOut(url=url))


@router.delete(
    "helpers/me/calendar-feed", response={204: None}, summary="End the secret address"
)
def end_feed(request: Request) -> Status[None]:
    """It opens nothing any more."""
    actions.end_feed(_helper(request), by=me(request), at=request.at)
    return Status(204, None)


@router.put("helpers/me/rate", response=RateIn, summary="Change my rate")
def change_rate(request: Request, body: RateIn) -> RateIn:
    """All her prices here follow; agreed visits keep theirs."""
    member = actions.ask_rate(_helper(request), rate=body.hourly_rate, by=me(request), at=request.at)  # fmt: skip
    return RateIn(hourly_rate=member.hourly_rate)
