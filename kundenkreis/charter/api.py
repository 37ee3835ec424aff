"""API: the rules of the community, and a voice in them."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.charter import actions, queries
from kundenkreis.charter.models import CharterProposal
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.request import Request

router = Router(tags=["charter"])


class CharterVersionOut(Schema):
    number: int
    text: str
    at: datetime
    counts_from: datetime


class Charter(Schema):
    """Versions, the newest first; the first may count only later."""

    items: list[CharterVersionOut]
    next: str | None = None


class CharterIn(Schema):
    text: str


class CharterProposalIn(Schema):
    """`text`: the whole text as it should be."""

    title: str
    why: str
    text: str


class CharterProposalOut(Schema):
    """Sums are null until the vote is over. `voters`: who may vote, frozen when it opened."""

    id: UUID
    title: str
    why: str
    text: str
    by_brand: bool
    supporters: int
    at: datetime
    discuss_until: datetime | None
    vote_until: datetime | None
    voters: int
    yes: int | None
    no: int | None
    blank: int | None
    adopted: bool | None
    reasons: str


class CharterProposals(Schema):
    items: list[CharterProposalOut]
    next: str | None = None


class CharterCommentIn(Schema):
    text: str


class CharterVoteIn(Schema):
    choice: Literal["yes", "no", "blank"]


class CharterDecisionIn(Schema):
    """`reasons`: needed where it departs from the vote. `days`: until it counts."""

    adopted: bool
    reasons: str = ""
    days: int = 14


def _out(row: Any) -> CharterProposalOut:
    """Of a row with its counts (`queries.proposals`, `queries.proposal`)."""
    over = row.counted_at is not None
    return CharterProposalOut(
        id=row.pk, title=row.title, why=row.why, text=row.text, by_brand=row.by_brand, supporters=row.many,
        at=row.at, discuss_until=row.discuss_until, vote_until=row.vote_until, voters=row.listed,
        yes=row.yes if over else None, no=row.no if over else None, blank=row.blank if over else None,
        adopted=row.adopted, reasons=row.reasons,
    )  # fmt: skip


def _made(row: CharterProposal) -> Status[CharterProposalOut]:
    return Status(201, _out(queries.proposal(row.pk)))


@router.get("charter", response=Charter, summary="The rules")
def charter(request: Request) -> Charter:
    """All versions."""
    return Charter(items=[CharterVersionOut(number=row.number, text=row.text, at=row.at, counts_from=row.counts_from) for row in queries.versions()])  # fmt: skip


@router.post("charter", response={201: CharterVersionOut}, summary="The first rules")
def write_first(request: Request, body: CharterIn) -> Status[CharterVersionOut]:
    """For managers, once."""
    row = actions.write_first(text=body.text, by=me_as(request, "manager"), at=request.at)
    return Status(201, CharterVersionOut(number=row.number, text=row.text, at=row.at, counts_from=row.counts_from))  # fmt: skip


@router.get("charter/proposals", response=CharterProposals, summary="What is proposed")
def proposals(request: Request) -> CharterProposals:
    """What is under way first."""
    return CharterProposals(items=[_out(row) for row in queries.proposals()])


@router.post("charter/proposals", response={201: CharterProposalOut}, summary="Propose a change")  # fmt: skip
def propose(request: Request, body: CharterProposalIn) -> Status[CharterProposalOut]:
    """With five supporters it is discussed; of a manager at once."""
    return _made(actions.propose(**body.dict(), by=me(request), at=request.at))


@router.get("charter/proposals/{uuid:pk}", response=CharterProposalOut, summary="One proposal")  # fmt: skip
def proposal(request: Request, pk: UUID) -> CharterProposalOut:
    """With its sums when they are counted."""
    return _out(queries.proposal(pk))


@router.post("charter/proposals/{uuid:pk}/support", response={201: CharterProposalOut}, summary="Support it")  # fmt: skip
def support(request: Request, pk: UUID) -> Status[CharterProposalOut]:
    """The fifth opens the discussion."""
    return _made(actions.support(queries.proposal(pk), by=me(request), at=request.at))


@router.post("charter/proposals/{uuid:pk}/comments", response={204: None}, summary="Discuss it")  # fmt: skip
def comment(request: Request, pk: UUID, body: CharterCommentIn) -> Status[None]:
    """While it is discussed."""
    actions.comment(queries.proposal(pk), body=body.text, by=me(request), at=request.at)
    return Status(204, None)


@router.post("charter/proposals/{uuid:pk}/votes", response={204: None}, summary="Vote")
def vote(request: Request, pk: UUID, body: CharterVoteIn) -> Status[None]:
    """Once; what you choose is added to a sum and stands nowhere."""
    actions.vote(queries.proposal(pk), choice=body.choice, by=me(request), at=request.at)
    return Status(204, None)


@router.post("charter/proposals/{uuid:pk}/decision", response={201: CharterProposalOut}, summary="Decide")  # fmt: skip
def decide(request: Request, pk: UUID, body: CharterDecisionIn) -> Status[CharterProposalOut]:  # fmt: skip
    """For managers, after the vote."""
    by = me_as(request, "manager")
    return _made(actions.decide(queries.proposal(pk), **body.dict(), by=by, at=request.at))
