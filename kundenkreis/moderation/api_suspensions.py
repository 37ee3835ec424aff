"""API for moderators: what somebody may not do for a while. Its router is part of the room's (`api.py`)."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.schemas import Listed
from kundenkreis.moderation import actions, queries, words
from kundenkreis.moderation.models import Suspension
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request

router = Router(tags=["moderation"])


class SuspensionIn(Schema):
    """`kind`: writing, reporting or voting; `rule` as in reports; `facts`: the reason she reads."""

    kind: str
    days: int
    rule: str
    facts: str


class SuspensionOut(Schema):
    """`waits`: a second person has to agree before it counts."""

    id: int
    person: UUID
    kind: str
    until: datetime
    facts: str
    waits: bool


class LiftingIn(Schema):
    """Why it ends early; empty: the usual reason."""

    facts: str = ""


def _out(row: Suspension) -> SuspensionOut:
    return SuspensionOut(id=row.pk, person=row.person_id, kind=row.kind, until=row.until, facts=row.facts, waits=row.waits)  # fmt: skip


@router.get("moderation/people/{uuid:pk}/suspensions", response=Listed[SuspensionOut], summary="What somebody may not do")  # fmt: skip
def suspensions(request: Request, pk: UUID) -> Listed[SuspensionOut]:
    """For moderators: what holds now, and what waits for a second person."""
    me_as(request, Role.Kind.MODERATOR)
    rows = queries.suspensions_of(queries.person_here(pk), at=request.at)
    return Listed[SuspensionOut](items=[_out(row) for row in rows], next=None)


@router.post("moderation/people/{uuid:pk}/suspensions", response={201: SuspensionOut}, summary="Suspend somebody")  # fmt: skip
def suspend(request: Request, pk: UUID, body: SuspensionIn) -> Status[SuspensionOut]:
    """For moderators: with a reason she reads and may object to; four eyes where income is touched."""
    person = me_as(request, Role.Kind.MODERATOR)
    row = actions.suspend_person(
        queries.person_here(pk), **body.model_dump(), by=person, at=request.at
    )
    return Status(201, _out(row))


@router.post("moderation/suspensions/{int:pk}/agreement", response=SuspensionOut, summary="Agree as the second person")  # fmt: skip
def agree(request: Request, pk: int) -> SuspensionOut:
    """For a moderator who did not propose it."""
    person = me_as(request, Role.Kind.MODERATOR)
    return _out(actions.agree(queries.suspension_for(pk), by=person, at=request.at))


@router.post("moderation/suspensions/{int:pk}/lifting", response=SuspensionOut, summary="End a suspension")  # fmt: skip
def lift(request: Request, pk: int, body: LiftingIn) -> SuspensionOut:
    """For moderators: it ends now, or never begins."""
    person = me_as(request, Role.Kind.MODERATOR)
    facts = body.facts or words.lifted()
    return _out(actions.lift(queries.suspension_for(pk), facts=facts, by=person, at=request.at))  # fmt: skip
