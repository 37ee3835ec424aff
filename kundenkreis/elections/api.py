"""API: elections of moderators."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.elections import actions, queries
from kundenkreis.elections.api_recalls import router as recalls_router
from kundenkreis.elections.models import Candidacy
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request

router = Router(tags=["elections"])
router.add_router("", recalls_router)


class CandidateOut(Schema):
    """`approvals` is null until the vote is counted."""

    id: int
    name: str
    words: str
    approvals: int | None
    elected: bool


class ElectionOut(Schema):
    """`voters`: who may vote, frozen when the vote opened. `voted` is null until it is counted."""

    id: UUID
    seats: int
    term_days: int
    stand_until: datetime
    vote_until: datetime | None
    counted_at: datetime | None
    voters: int
    voted: int | None
    candidates: list[CandidateOut]


class Elections(Schema):
    """`allowed`: whether the brand wants elections."""

    allowed: bool
    items: list[ElectionOut]
    next: str | None = None


class ElectionsAllowedIn(Schema):
    allowed: bool
    reason: str


class ElectionIn(Schema):
    seats: int
    term_days: int = 365


class CandidacyIn(Schema):
    words: str


class BallotIn(Schema):
    """Ids of the candidates you approve of; as many as you like."""

    approves: list[int]


class RecallIn(Schema):
    reason: str


class MandateOut(Schema):
    id: int
    name: str
    since: datetime
    until: datetime


class Mandates(Schema):
    items: list[MandateOut]
    next: str | None = None


def _out(row: Any, candidates: list[Candidacy] | None = None) -> ElectionOut:
    """Of a row with its count (`queries.elections`, `queries.election`)."""
    over = row.counted_at is not None
    return ElectionOut(
        id=row.pk, seats=row.seats, term_days=row.term_days, stand_until=row.stand_until, vote_until=row.vote_until,
        counted_at=row.counted_at, voters=row.listed, voted=row.voted if over else None,
        candidates=[
            CandidateOut(id=each.pk, name=each.person.shown_name if each.person else "", words=each.words, approvals=each.approvals if over else None, elected=each.elected)
            for each in (queries.candidates(row) if candidates is None else candidates)
        ],
    )  # fmt: skip


@router.get("elections", response=Elections, summary="Elections")
def elections(request: Request) -> Elections:
    """Newest first."""
    rows = queries.elections()
    stood = queries.candidates_of(rows)
    return Elections(allowed=queries.allowed(), items=[_out(row, stood[row.pk]) for row in rows])  # fmt: skip


@router.put("elections/allowed", response={204: None}, summary="Whether there are elections")  # fmt: skip
def allow(request: Request, body: ElectionsAllowedIn) -> Status[None]:
    """For managers, with a reason."""
    actions.allow(allowed=body.allowed, reason=body.reason, by=me_as(request, "manager"), at=request.at)  # fmt: skip
    return Status(204, None)


@router.post("elections", response={201: ElectionOut}, summary="Call an election")
def call(request: Request, body: ElectionIn) -> Status[ElectionOut]:
    """For managers."""
    return Status(201, _out(queries.election(actions.call(seats=body.seats, term_days=body.term_days, by=me_as(request, "manager"), at=request.at).pk)))  # fmt: skip


@router.get("elections/{uuid:pk}", response=ElectionOut, summary="One election")
def election(request: Request, pk: UUID) -> ElectionOut:
    """With its candidates."""
    return _out(queries.election(pk))


@router.put("elections/{uuid:pk}/candidacy", response=ElectionOut, summary="Stand")
def stand(request: Request, pk: UUID, body: CandidacyIn) -> ElectionOut:
    """Again: other words."""
    row = queries.election(pk)
    actions.stand(row, words=body.words, by=me(request), at=request.at)
    return _out(row)


@router.delete("elections/{uuid:pk}/candidacy", response={204: None}, summary="Stand no longer")  # fmt: skip
def withdraw(request: Request, pk: UUID) -> Status[None]:
    """Until the vote opens."""
    mine = queries.stands(queries.election(pk), me(request))
    if not mine:
        raise NotFound("not_found", "")
    actions.withdraw(mine, by=me(request), at=request.at)
    return Status(204, None)


@router.post("elections/{uuid:pk}/ballots", response={204: None}, summary="Vote")
def vote(request: Request, pk: UUID, body: BallotIn) -> Status[None]:
    """Once; whom you approve of is added to sums and stands nowhere."""
    actions.vote(queries.election(pk), approves=body.approves, by=me(request), at=request.at)  # fmt: skip
    return Status(204, None)


@router.get("elections/mandates", response=Mandates, summary="Who is in office")
def mandates(request: Request) -> Mandates:
    """Now."""
    rows = queries.in_office(at=request.at)
    return Mandates(items=[MandateOut(id=row.pk, name=row.candidacy.person.shown_name if row.candidacy.person else "", since=row.since, until=row.until) for row in rows])  # fmt: skip


@router.delete("elections/mandates/{int:pk}", response={204: None}, summary="Resign")
def resign(request: Request, pk: int) -> Status[None]:
    """Only yourself."""
    actions.resign(queries.mandate(pk), by=me(request), at=request.at)
    return Status(204, None)


@router.post("elections/mandates/{int:pk}/recall", response={204: None}, summary="Recall")
def recall(request: Request, pk: int, body: RecallIn) -> Status[None]:
    """For managers, with a reason that everybody reads."""
    actions.recall(queries.mandate(pk), reason=body.reason, by=me_as(request, "manager"), at=request.at)  # fmt: skip
    return Status(204, None)
