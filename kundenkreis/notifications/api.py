"""Doors for programs: what happened for me since a number, and the way to the live stream."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.notifications import actions, live, queries, rules, sentences
from kundenkreis.notifications.models import Notice, PushSubscription
from kundenkreis.notifications.transports.push import keys
from kundenkreis.people.models import Person, Role
from kundenkreis.people.request import Request

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """A notice in the language of the call."""

    id: UUID
    number: int
    kind: str
    subject: str
    text: str
    url: str
    at: datetime
    read_at: datetime | None


class Notices(Schema):
    items: list[NoticeOut]
    next: int | None


def _me(request: Request) -> Person:
    if not isinstance(request.user, Person):
        raise NotAllowed("not_signed_in", _("Please sign in first."))
    return request.user


def _out(notice: Notice) -> NoticeOut:
    said = sentences.write(notice.kind, notice.values)
    return NoticeOut(
        id=notice.pk,
        number=notice.number or 0,
        kind=notice.kind,
        subject=said.subject,
        text=said.body,
        url=notice.path,
        at=notice.at,
        read_at=notice.read_at,
    )


@router.get("events", response=Notices, summary="My notices since a number")
def notices(
    request: Request, since: int = 0, limit: Annotated[int, Field(ge=1, le=100)] = 50
) -> Notices:
    """In the order of numbers. Give `next` as `since` the next time: nothing is missed or told
    twice, not even what was written late. `next` is null while there is nothing at all."""
    items = [_out(notice) for notice in queries.notices_since(_me(request), since)[:limit]]
    return Notices(items=items, next=items[-1].number if items else since or None)


@router.post("events/readings", response={204: None}, summary="All notices read")
def readings(request: Request) -> Status[None]:
    """Everything up to now counts as read."""
    actions.mark_read(by=_me(request), at=request.at)
    return Status(204, None)


class Channels(Schema):
    """The ways that may be used; whether the telephone may ring between 21 and 7 h, and where
    those nights are (IANA name; empty: the brand's zone)."""

    mail: bool
    sms: bool
    push: bool
    nights: bool
    timezone: str = ""


def _channels(person: Person) -> Channels:
    reach = queries.reach_of(person)
    return Channels(
        mail=rules.wants(reach, "mail"),
        sms=rules.wants(reach, "sms"),
        push=rules.wants(reach, "push"),
        nights=bool(reach and reach.nights_at),
        timezone=reach.timezone if reach else "",
    )


@router.get("me/channels", response=Channels, summary="How I want to be reached")
def channels(request: Request) -> Channels:
    """Nothing said means: every way, and quiet nights."""
    return _channels(_me(request))


@router.put("me/channels", response=Channels, summary="Choose how to be reached")
def choose_channels(request: Request, body: Channels) -> Channels:
    """Orders, money and safety come by mail in any case."""
    person = _me(request)
    actions.choose_reach(person, **body.dict(), by=person, at=request.at)
    return _channels(person)


class PushKeys(Schema):
    """The keys of a browser's push subscription, base64url."""

    p256dh: str
    auth: str


class PushSubscriptionIn(Schema):
    """As `PushSubscription.toJSON()` gives it, and what the device calls itself."""

    endpoint: str
    keys: PushKeys
    device: str = ""


class PushSubscriptionOut(Schema):
    id: UUID
    device: str
    made_at: datetime


class Devices(Schema):
    """`key`: the application server key to subscribe with (VAPID, base64url)."""

    key: str
    items: list[PushSubscriptionOut]
    next: None = None


@router.get("me/push-subscriptions", response=Devices, summary="My devices")
def my_devices(request: Request) -> Devices:
    """Those that show push messages of this brand; five at most."""
    rows = queries.devices_of(_me(request))
    return Devices(
        key=keys.public(), items=[PushSubscriptionOut.from_orm(row) for row in rows]
    )


@router.post(
    "me/push-subscriptions", response={201: PushSubscriptionOut}, summary="Add a device"
)
def add_device(request: Request, body: PushSubscriptionIn) -> Status[PushSubscription]:
    """The same subscription again changes nothing."""
    person = _me(request)
    given = {"endpoint": body.endpoint, "device": body.device, **body.keys.dict()}
    return Status(201, actions.subscribe(person, **given, by=person, at=request.at))


@router.delete(
    "me/push-subscriptions/{pk}", response={204: None}, summary="Remove a device"
)
def remove_device(request: Request, pk: UUID) -> Status[None]:
    """No push messages to it any more."""
    person = _me(request)
    actions.unsubscribe(queries.device_of(person, pk), by=person, at=request.at)
    return Status(204, None)


@router.get("live", response={307: None}, summary="My live stream (server-sent events)")
def stream(request: Request) -> HttpResponseRedirect:
    """Redirects to the stream of my own topic, and of the desk for staff. Each event names a
    topic and a number; ask the other endpoints for what changed."""
    topics = [f"person:{_me(request).pk}"]
    if set(request.roles) & set(Role.STAFF):
        topics.append("desk")
    return HttpResponseRedirect(live.address(topics), status=307)
