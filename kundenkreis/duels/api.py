"""API: two ideas side by side, and what all duels say."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.schemas import Listed
from kundenkreis.duels import actions, queries
from kundenkreis.ideas.models import Idea
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["ideas"])


class DuelIdeaOut(Schema):
    """One of the two."""

    id: UUID
    title: str
    text: str
    url: str


class PairOut(Schema):
    """`items`: two ideas, or none when you judged every pair."""

    items: list[DuelIdeaOut]
    judged: int


class DuelIn(Schema):
    """`winner`: which of the two matters more to you; null: you cannot say."""

    one: UUID
    other: UUID
    winner: UUID | None = None


class DuelOut(Schema):
    """Your word about this pair; said again it replaces this."""

    one: UUID
    other: UUID
    winner: UUID | None
    at: datetime


class StrengthOut(Schema):
    """Of 100 duels against an average idea it would win `wins`, between `low` and `high`; null: too few yet."""

    idea: UUID
    title: str
    votes: int
    duels: int
    people: int
    wins: float | None
    low: float | None
    high: float | None


def _idea(request: Request, row: Idea) -> DuelIdeaOut:
    return DuelIdeaOut(id=row.pk, title=row.title, text=row.body, url=request.build_absolute_uri(row.path))  # fmt: skip


@router.get("idea-duels/next", response=PairOut, summary="The next two ideas")
def next_pair(request: Request) -> PairOut:
    """Open ideas of others, those judged least first; a pair you have not judged."""
    person = me(request)
    pair = queries.next_pair(person) or ()
    return PairOut(items=[_idea(request, row) for row in pair], judged=queries.judged_by(person))  # fmt: skip


@router.post("idea-duels", response={201: DuelOut}, summary="Which matters more to you?")
def judge(request: Request, body: DuelIn) -> Status[DuelOut]:
    """One word a person and pair."""
    row = actions.judge(**body.model_dump(), by=me(request), at=request.at)
    return Status(201, DuelOut(one=row.one_id, other=row.other_id, winner=row.winner_id, at=row.at))  # fmt: skip


@router.get("idea-duels/results", response=Listed[StrengthOut], summary="What matters most")
def results(request: Request) -> Listed[StrengthOut]:
    """Beside the votes; it advises, the brand decides and says why."""
    items = [
        StrengthOut(
            idea=each.idea.pk, title=each.idea.title, votes=each.votes, duels=each.duels, people=each.people,
            wins=round(each.strength.wins, 1) if each.strength else None, low=round(each.strength.low, 1) if each.strength else None,
            high=round(each.strength.high, 1) if each.strength else None,
        )
        for each in queries.standings()
    ]  # fmt: skip
    return Listed[StrengthOut](items=items, next=None)
