"""API: messages of members."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.following.queries import topic_named
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.rings import actions, queries
from kundenkreis.rings.models import Ring

router = Router(tags=["rings"])


class RingOut(Schema):
    """`chosen`: how many were chosen; who received or read it is told to nobody."""

    id: UUID
    title: str
    text: str
    sender: str
    mine: bool
    topic: str | None
    chosen: int
    at: datetime
    expires_at: datetime


class Rings(Schema):
    items: list[RingOut]
    next: str | None = None


class RingIn(Schema):
    """`to`: members, at most 20; or `topic`: everybody who follows it."""

    to: list[UUID] = []
    topic: str = ""
    title: str
    text: str


class RingChoiceIn(Schema):
    how: Literal["now", "weekly", "never"]


def _out(row: Ring, reader: Person) -> RingOut:
    topic = row.topic.slug if row.topic else None
    return RingOut(
        id=row.pk, title=row.title, text=row.body, sender=row.sender.shown_name, mine=row.sender_id == reader.pk,
        topic=topic, chosen=row.chosen, at=row.at, expires_at=row.expires_at,
    )  # fmt: skip


@router.get("rings", response=Rings, summary="Messages of members")
def own(request: Request, sent: bool = False) -> Rings:  # noqa: FBT001, FBT002 - a query parameter
    """What came to me; with `sent` what I sent."""
    person = me(request)
    rows = queries.sent(person) if sent else queries.received(person)
    return Rings(items=[_out(row, person) for row in rows])


@router.post("rings", response={201: RingOut}, summary="Write to members")
def ring(request: Request, body: RingIn) -> Status[RingOut]:
    """Three a day; to a topic one a week."""
    by = me(request)
    if body.topic:
        made = actions.ring_topic(topic_named(body.topic), title=body.title, body=body.text, by=by, at=request.at)  # fmt: skip
        return Status(201, _out(made, by))
    chosen = [each for each in queries.candidates(by, body.to[:50]) if each.pk in body.to]
    if len(chosen) != len(set(body.to)):
        raise NotFound("not_found", "")
    made = actions.ring(to=chosen, title=body.title, body=body.text, by=by, at=request.at)
    return Status(201, _out(made, by))


@router.get("rings/{uuid:pk}", response=RingOut, summary="One message")
def one(request: Request, pk: UUID) -> RingOut:
    """For who sent or receives it."""
    return _out(queries.ring_for(me(request), pk), me(request))


@router.delete("rings/{uuid:pk}", response={204: None}, summary="Take it back, or put it away")  # fmt: skip
def put_away(request: Request, pk: UUID) -> Status[None]:
    """From everyone, where it is mine."""
    actions.put_away(queries.ring_for(me(request), pk), by=me(request), at=request.at)
    return Status(204, None)


@router.post("rings/{uuid:pk}/silence", response={204: None}, summary="No more of this sender")  # fmt: skip
def mute(request: Request, pk: UUID) -> Status[None]:
    """She is not told."""
    actions.mute(queries.ring_for(me(request), pk).sender, by=me(request), at=request.at)
    return Status(204, None)


@router.put("rings/reception", response={204: None}, summary="How I want messages")
def choose(request: Request, body: RingChoiceIn) -> Status[None]:
    """At once, once a week, not at all."""
    actions.choose(body.how, by=me(request), at=request.at)
    return Status(204, None)


class RingMuteOut(Schema):
    """Somebody whose messages I do not want."""

    id: int
    name: str


class RingMutes(Schema):
    items: list[RingMuteOut]
    next: str | None = None


@router.get("rings/silence", response=RingMutes, summary="Whose messages I do not want")
def muted(request: Request) -> RingMutes:
    """They are not told."""
    return RingMutes(items=[RingMuteOut(id=row.pk, name=row.sender.shown_name) for row in queries.muted_by(me(request))])  # fmt: skip


@router.delete("rings/silence/{int:pk}", response={204: None}, summary="Welcome again")
def unmute(request: Request, pk: int) -> Status[None]:
    """Her messages come again."""
    row = next((each for each in queries.muted_by(me(request)) if each.pk == pk), None)
    if not row:
        raise NotFound("not_found", "")
    actions.unmute(row.sender, by=me(request), at=request.at)
    return Status(204, None)
