"""API: ideas, votes, comments, what the brand says, and how long ideas take."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.ideas import actions, queries
from kundenkreis.ideas.doors import idea_at_door
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaStep
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

router = Router(tags=["ideas"])
YEAR = timedelta(days=365)


class IdeaIn(Schema):
    """A new idea; personal data is held back. `workaround`: you built something for it already."""

    title: str
    text: str
    topic: str = ""
    language: str = ""
    workaround: bool = False


class IdeaTextIn(Schema):
    """One's own words, mended."""

    title: str
    text: str


class IdeaOut(Schema):
    """An idea in short. `status`: received, under_review, planned, in_work, delivered, declined."""

    id: UUID
    title: str
    text: str
    author: str
    language: str
    topic: str | None
    written_at: datetime
    status: str
    closed_at: datetime | None
    part_of: UUID | None
    votes: int
    url: str


class IdeaStepOut(Schema):
    """What the brand said, when."""

    from_status: str
    to_status: str
    sentence: str
    at: datetime


class IdeaCommentOut(Schema):
    """`role`: member, team or official (the brand's answer)."""

    id: UUID
    author: str
    role: str
    text: str
    at: datetime


class WholeIdea(IdeaOut):
    """An idea with its steps, oldest first, and its comments."""

    steps: list[IdeaStepOut]
    items: list[IdeaCommentOut]


class WordsIn(Schema):
    """A comment, or the official answer, in Markdown."""

    text: str


class IdeaStatusIn(Schema):
    """One step further, with a sentence for everyone."""

    status: str
    sentence: str


class IdeaMergerIn(Schema):
    """Of which idea it becomes a part."""

    into: UUID


class VoteOut(Schema):
    """A vote lies on the idea; `left`: how many the caller has still."""

    idea: UUID
    votes: int
    left: int


class BudgetOut(Schema):
    """How many votes the caller has, on how many of the last 100 days she took part, and where they lie."""

    size: int
    used: int
    left: int
    active_days: int
    ideas: list[UUID]


class WaitOut(Schema):
    """Median days that ideas spent in this status before the next."""

    status: str
    median_days: float
    ideas: int


class MeasuresOut(Schema):
    """From idea to market, over the last 365 days."""

    median_days_to_market: float | None
    delivered: int
    declined: int
    waits: list[WaitOut]


def _fields(request: Request, idea: Idea) -> dict[str, Any]:
    votes = getattr(idea, "vote_count", None)
    return {
        "id": idea.pk, "title": idea.title, "text": idea.body, "author": idea.author_name, "language": idea.language,
        "topic": idea.topic.slug if idea.topic else None, "written_at": idea.written_at, "status": idea.status,
        "closed_at": idea.closed_at, "part_of": idea.merged_into_id,
        "votes": idea.votes.count() if votes is None else votes, "url": request.build_absolute_uri(idea.path),
    }  # fmt: skip


def _comment(row: IdeaComment) -> IdeaCommentOut:
    return IdeaCommentOut(id=row.pk, author=row.author_name, role=row.role, text=row.body, at=row.at)  # fmt: skip


def _step(row: IdeaStep) -> IdeaStepOut:
    return IdeaStepOut(from_status=row.from_status, to_status=row.to_status, sentence=row.sentence, at=row.at)  # fmt: skip


def _topic(slug: str) -> Topic | None:
    topic = Topic.objects.filter(slug=slug).first()
    if slug and not topic:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    return topic


@router.get("ideas", response=Listed[IdeaOut], summary="Ideas on the board")
def ideas(
    request: Request,
    order: str = "trend",
    status: str = "",
    topic: str = "",
    cursor: str = "",
    limit: int = 20,
) -> Listed[IdeaOut]:
    """`order`: trend, new or top. Only the newest first goes on by `cursor`. Without `status`: the open ones."""
    rows = queries.board(order=order, status=status, topic=_topic(topic), at=request.at)
    if order == "new":
        found, after = cursor_page(rows, newest_by="written_at", cursor=cursor, limit=limit)
    else:
        found, after = list(rows[: max(1, min(limit, 100))]), None
    items = [IdeaOut(**_fields(request, row)) for row in found]
    return Listed[IdeaOut](items=items, next=after)


@router.post("ideas", response={201: IdeaOut}, summary="Write an idea")
def write(request: Request, body: IdeaIn) -> Status[IdeaOut]:
    """Ask for similar ones first: `GET ideas/similar`."""
    idea = actions.write(
        title=body.title, body=body.text, topic=_topic(body.topic), language=body.language,
        workaround=body.workaround, by=me(request), at=request.at,
    )  # fmt: skip
    return Status(201, IdeaOut(**_fields(request, idea)))


@router.get("ideas/similar", response=Listed[IdeaOut], summary="Ideas that mean the same")
def similar(request: Request, q: str = "") -> Listed[IdeaOut]:
    """The nearest first, at most five."""
    found = queries.similar(q, language=request.LANGUAGE_CODE[:2]) if q.strip() else []
    items = [IdeaOut(**_fields(request, row)) for row in found]
    return Listed[IdeaOut](items=items, next=None)


@router.get("ideas/votes", response=BudgetOut, summary="My votes")
def my_votes(request: Request) -> BudgetOut:
    """They come back when an idea is closed."""
    person = me(request)
    budget = queries.budget_of(person, at=request.at)
    lying = [row.idea_id for row in queries.votes_of(person) if not row.returned_at]
    days = queries.active_days(person, at=request.at)
    return BudgetOut(size=budget.size, used=budget.used, left=budget.left, active_days=days, ideas=lying)  # fmt: skip


@router.get("ideas/measures", response=MeasuresOut, summary="From idea to market")
def measures(request: Request) -> MeasuresOut:
    """For managers: median days, step by step."""
    me_as(request, "manager")
    found = queries.measures(since=request.at - YEAR)
    waits = [WaitOut(status=status, median_days=days, ideas=many) for status, (days, many) in found.waits.items()]  # fmt: skip
    return MeasuresOut(median_days_to_market=found.to_market, delivered=found.delivered, declined=found.declined, waits=waits)  # fmt: skip


@router.get("ideas/{uuid:pk}", response=WholeIdea, summary="An idea with its way")
def idea(request: Request, pk: UUID) -> WholeIdea:
    """Readable by everyone, unless hidden."""
    row = idea_at_door(request, pk)
    steps = [_step(step) for step in queries.steps_of(row)]
    items = [_comment(comment) for comment in queries.comments_of(row)]
    return WholeIdea(**_fields(request, row), steps=steps, items=items)


@router.put("ideas/{uuid:pk}", response=IdeaOut, summary="Change my idea")
def edit(request: Request, pk: UUID, body: IdeaTextIn) -> IdeaOut:
    """Until the brand has begun with it."""
    row = idea_at_door(request, pk)
    row = actions.edit(row, title=body.title, body=body.text, by=me(request), at=request.at)
    return IdeaOut(**_fields(request, row))


@router.delete("ideas/{uuid:pk}", response={204: None}, summary="Take my idea back")
def withdraw(request: Request, pk: UUID) -> Status[None]:
    """All votes come back. Twice changes nothing."""
    actions.withdraw(idea_at_door(request, pk), by=me(request), at=request.at)
    return Status(204, None)


def _vote(row: Idea, person: Person, at: datetime) -> VoteOut:
    left = queries.budget_of(person, at=at).left
    return VoteOut(idea=row.pk, votes=row.votes.count(), left=left)


@router.post("ideas/{uuid:pk}/votes", response={201: VoteOut}, summary="Vote for it")
def vote(request: Request, pk: UUID) -> Status[VoteOut]:
    """Once a person, not for one's own; 409 `no_votes_left`."""
    row, person = idea_at_door(request, pk), me(request)
    actions.vote(row, by=person, at=request.at)
    return Status(201, _vote(row, person, request.at))


@router.delete("ideas/{uuid:pk}/votes", response=VoteOut, summary="Take my vote back")
def unvote(request: Request, pk: UUID) -> VoteOut:
    """While the idea is open."""
    row, person = idea_at_door(request, pk), me(request)
    actions.unvote(row, by=person, at=request.at)
    return _vote(row, person, request.at)


@router.post("ideas/{uuid:pk}/comments", response={201: IdeaCommentOut}, summary="Comment")
def comment(request: Request, pk: UUID, body: WordsIn) -> Status[IdeaCommentOut]:
    """With an account."""
    row = idea_at_door(request, pk)
    made = actions.comment(row, body=body.text, by=me(request), at=request.at)
    return Status(201, _comment(made))


@router.post(
    "ideas/{uuid:pk}/status", response={201: IdeaStepOut}, summary="Say how far we are"
)
def move(request: Request, pk: UUID, body: IdeaStatusIn) -> Status[IdeaStepOut]:
    """For managers; author and voters are told."""
    row, by = idea_at_door(request, pk), me_as(request, "manager")
    made = actions.move(row, to=body.status, sentence=body.sentence, by=by, at=request.at)
    return Status(201, _step(made))


@router.post(
    "ideas/{uuid:pk}/official-answer",
    response={201: IdeaCommentOut},
    summary="Answer officially",
)
def answer(request: Request, pk: UUID, body: WordsIn) -> Status[IdeaCommentOut]:
    """For managers; author and voters are told."""
    row, by = idea_at_door(request, pk), me_as(request, "manager")
    made = actions.answer(row, body=body.text, by=by, at=request.at)
    return Status(201, _comment(made))


@router.post("ideas/{uuid:pk}/merger", response={201: IdeaOut}, summary="Part of another")
def merge(request: Request, pk: UUID, body: IdeaMergerIn) -> Status[IdeaOut]:
    """For managers; answers the idea with its part."""
    row, by = idea_at_door(request, pk), me_as(request, "manager")
    into = idea_at_door(request, body.into)
    actions.merge(row, into=into, by=by, at=request.at)
    return Status(201, IdeaOut(**_fields(request, into)))


@router.delete("ideas/{uuid:pk}/merger", response=IdeaOut, summary="Separate again")
def separate(request: Request, pk: UUID) -> IdeaOut:
    """For managers; the votes that came from it go back."""
    row, by = idea_at_door(request, pk), me_as(request, "manager")
    actions.separate(row, by=by, at=request.at)
    return IdeaOut(**_fields(request, idea_at_door(request, pk)))
