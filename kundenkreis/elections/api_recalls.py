"""API: members ask that an office ends, and vote on it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.elections import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["elections"])


class PetitionIn(Schema):
    """Why the office should end, or what the one says whom it is about."""

    words: str


class RecallVoteIn(Schema):
    """Whether the office should end."""

    ends: bool


class RecallOut(Schema):
    """`needed`: signatures that open the vote. `voters`: who may vote, frozen then. Sums are null until it is over."""

    id: UUID
    mandate: int
    name: str
    words: str
    answer: str
    at: datetime
    signed: int
    needed: int
    gather_until: datetime
    vote_until: datetime | None
    voters: int
    yes: int | None
    no: int | None
    recalled: bool | None


class Recalls(Schema):
    items: list[RecallOut]
    next: str | None = None


def _out(row: Any) -> RecallOut:
    """Of a row with its counts (`queries.recalls`, `queries.recall_for`)."""
    over, about = row.counted_at is not None, row.mandate.candidacy.person
    return RecallOut(
        id=row.pk, mandate=row.mandate_id, name=about.shown_name if about else "", words=row.words, answer=row.answer, at=row.at,
        signed=row.signed, needed=row.needed, gather_until=row.gather_until, vote_until=row.vote_until, voters=row.listed,
        yes=row.yes if over else None, no=row.no if over else None, recalled=row.recalled if over else None,
    )  # fmt: skip


@router.get("elections/recalls", response=Recalls, summary="Petitions for a recall")
def recalls(request: Request) -> Recalls:
    """What is under way first."""
    return Recalls(items=[_out(row) for row in queries.recalls()])


@router.post("elections/mandates/{int:pk}/petition", response={201: RecallOut}, summary="Ask for a recall")  # fmt: skip
def petition(request: Request, pk: int, body: PetitionIn) -> Status[RecallOut]:
    """With your signature. With enough of them members vote."""
    row = actions.ask_recall(queries.mandate(pk), words=body.words, by=me(request), at=request.at)  # fmt: skip
    return Status(201, _out(queries.recall_for(row.pk)))


@router.get("elections/recalls/{uuid:pk}", response=RecallOut, summary="One petition")
def recall(request: Request, pk: UUID) -> RecallOut:
    """With its sums when it is over."""
    return _out(queries.recall_for(pk))


@router.post("elections/recalls/{uuid:pk}/signatures", response={201: RecallOut}, summary="Sign it")  # fmt: skip
def sign(request: Request, pk: UUID) -> Status[RecallOut]:
    """The last one needed opens the vote."""
    actions.sign(queries.recall_for(pk), by=me(request), at=request.at)
    return Status(201, _out(queries.recall_for(pk)))


@router.put(
    "elections/recalls/{uuid:pk}/answer", response=RecallOut, summary="Say your side"
)
def answer(request: Request, pk: UUID, body: PetitionIn) -> RecallOut:
    """As whom it is about."""
    actions.answer_recall(queries.recall_for(pk), words=body.words, by=me(request), at=request.at)  # fmt: skip
    return _out(queries.recall_for(pk))


@router.post(
    "elections/recalls/{uuid:pk}/ballots", response={204: None}, summary="Vote on it"
)
def vote(request: Request, pk: UUID, body: RecallVoteIn) -> Status[None]:
    """Once; what you choose is added to a sum and stands nowhere."""
    actions.vote_on_recall(queries.recall_for(pk), ends=body.ends, by=me(request), at=request.at)  # fmt: skip
    return Status(204, None)
