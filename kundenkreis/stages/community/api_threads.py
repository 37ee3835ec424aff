"""API: comments, following, «me too», and what unusually many people say."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.doors import (
    answer_at_door,
    comment_at_door,
    question_at_door,
)
from kundenkreis.stages.community.models import Comment

router = Router(tags=["community"])


class CommentIn(Schema):
    """A few words about an answer, at most 1,000 letters."""

    text: str


class CommentOut(Schema):
    """A comment. Authors are shown by nickname only."""

    id: UUID
    author: str
    text: str
    at: datetime


class TiesOut(Schema):
    """How many others have the same problem; whether you said so, and follow."""

    question: UUID
    same: int
    said: bool
    follows: bool


class UnusualOut(Schema):
    """A topic (null: none), or a `product`, with its voices of the last 24 hours and of a usual day."""

    topic: str | None
    product: str
    voices: int
    usual: float
    questions: list[UUID]


class Unusuals(Schema):
    """The least likely first."""

    items: list[UnusualOut]


def comment_out(row: Comment) -> CommentOut:
    """As readers see it."""
    return CommentOut(id=row.pk, author=row.author_name, text=row.body, at=row.at)


@router.post("answers/{uuid:pk}/comments", response={201: CommentOut}, summary="Comment")
def comment(request: Request, pk: UUID, body: CommentIn) -> Status[CommentOut]:
    """With an account; the asker also with the key of her case."""
    answer, person = answer_at_door(request, pk)
    by = person or me(request)
    row = actions.comment(answer, body=body.text, by=by, at=request.at)
    return Status(201, comment_out(row))


@router.delete("comments/{uuid:pk}", response={204: None}, summary="Take a comment back")
def take_back(request: Request, pk: UUID) -> Status[None]:
    """By its author."""
    row, person = comment_at_door(request, pk)
    actions.take_back(row, by=person or me(request), at=request.at)
    return Status(204, None)


@router.post("questions/{uuid:pk}/same-here", response={201: TiesOut}, summary="Me too")
def same_here(request: Request, pk: UUID) -> Status[TiesOut]:
    """You hear when it is solved. Twice is once."""
    question, _person = question_at_door(request, pk)
    actions.say_same_here(question, by=me(request), at=request.at)
    return Status(201, _ties(request, pk))


@router.delete(
    "questions/{uuid:pk}/same-here", response=TiesOut, summary="Another problem after all"
)
def not_same(request: Request, pk: UUID) -> TiesOut:
    """Twice is once."""
    question, _person = question_at_door(request, pk)
    actions.take_same_here_back(question, by=me(request), at=request.at)
    return _ties(request, pk)


@router.put("questions/{uuid:pk}/followers", response=TiesOut, summary="Follow a question")
def follow(request: Request, pk: UUID) -> TiesOut:
    """You hear of answers."""
    question, _person = question_at_door(request, pk)
    actions.follow(question, by=me(request), at=request.at)
    return _ties(request, pk)


@router.delete(
    "questions/{uuid:pk}/followers", response=TiesOut, summary="No more news of it"
)
def unfollow(request: Request, pk: UUID) -> TiesOut:
    """Twice is once."""
    question, _person = question_at_door(request, pk)
    actions.unfollow(question, by=me(request), at=request.at)
    return _ties(request, pk)


def _ties(request: Request, pk: UUID) -> TiesOut:
    question, _person = question_at_door(request, pk)
    return TiesOut(question=pk, **queries.ties(question, me(request)))


@router.get("unusual-topics", response=Unusuals, summary="Perhaps a fault")
def unusual(request: Request) -> Unusuals:
    """For the brand's staff: topics that far more people speak of than on a usual day."""
    me(request)
    if not request.roles & set(Role.STAFF):
        raise NotFound("not_found", "")
    rows = queries.unusual(at=request.at)
    return Unusuals(
        items=[
            UnusualOut(
                topic=row.topic.slug if row.topic else None, product=row.product, voices=row.voices, usual=row.usual,
                questions=[each.pk for each in row.questions],
            )
            for row in rows
        ]
    )  # fmt: skip
