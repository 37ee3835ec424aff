"""What the API of spaces takes and gives."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from kundenkreis.people.models import Person
from kundenkreis.spaces import queries
from kundenkreis.spaces.models import (
    Space,
    SpaceAnswer,
    SpaceComment,
    SpaceInvitation,
    SpaceMember,
    SpaceQuestion,
)


class SpaceOut(Schema):
    """`kind`: private, business, circle. `company`: the firm of a business space."""

    id: UUID
    kind: str
    name: str
    company: str
    ended_at: datetime | None


class Spaces(Schema):
    items: list[SpaceOut]
    next: str | None = None


class SpaceIn(Schema):
    name: str
    kind: Literal["private", "business"]
    company: str = ""


class SpaceMemberOut(Schema):
    """`role`: keeper or member."""

    id: int
    name: str
    role: str
    since: datetime


class WholeSpace(SpaceOut):
    members: list[SpaceMemberOut]


class SpaceInvitationIn(Schema):
    """An address; without one a link for whoever holds it."""

    email: str = ""


class SpaceInvitationOut(Schema):
    """`key`: what the link carries; for invitations without an address."""

    id: UUID
    email: str
    key: str
    expires_at: datetime


class SpaceKeyIn(Schema):
    key: str = ""


class SpaceQuestionIn(Schema):
    """Title and text; or `case`: one of my own, which colleagues may see (spaces of a firm)."""

    title: str = ""
    text: str = ""
    case: UUID | None = None


class SpaceQuestionOut(Schema):
    id: UUID
    title: str
    text: str
    author: str
    at: datetime
    solved: bool


class SpaceQuestions(Schema):
    items: list[SpaceQuestionOut]
    next: str | None = None


class SpaceAnswerIn(Schema):
    text: str


class SpaceCommentIn(Schema):
    """A few words about an answer, at most 1,000 letters."""

    text: str


class SpaceCommentOut(Schema):
    id: UUID
    text: str
    author: str
    at: datetime


class SpaceAnswerOut(Schema):
    id: UUID
    text: str
    author: str
    at: datetime
    accepted: bool
    kudos: int
    thanked: bool
    comments: list[SpaceCommentOut]


class SpaceKudosOut(Schema):
    """How often the answer was thanked for, this time included."""

    answer: UUID
    kudos: int


class WholeSpaceQuestion(SpaceQuestionOut):
    """`case_text`: of a shared case."""

    case_text: str
    answers: list[SpaceAnswerOut]


class SpaceSolutionIn(Schema):
    answer: UUID


def space_out(row: Space) -> dict[str, Any]:
    """Its own columns."""
    return {"id": row.pk, "kind": row.kind, "name": row.name, "company": row.company, "ended_at": row.ended_at}  # fmt: skip


def whole_out(row: Space) -> WholeSpace:
    """With who is in."""
    return WholeSpace(**space_out(row), members=[member_out(each) for each in queries.members_of(row)])  # fmt: skip


def member_out(row: SpaceMember) -> SpaceMemberOut:
    """One who is in."""
    return SpaceMemberOut(id=row.pk, name=row.person.shown_name, role=row.role, since=row.since)  # fmt: skip


def invitation_out(row: SpaceInvitation) -> SpaceInvitationOut:
    """A way in."""
    key = "" if row.email else queries.invitation_key(row.pk)
    return SpaceInvitationOut(id=row.pk, email=row.email, key=key, expires_at=row.expires_at)  # fmt: skip


def question_out(row: SpaceQuestion) -> dict[str, Any]:
    """Its own columns."""
    return {"id": row.pk, "title": row.title, "text": row.body, "author": row.author.shown_name, "at": row.at, "solved": row.is_solved}  # fmt: skip


def answer_out(row: SpaceAnswer, *, accepted: bool = False) -> SpaceAnswerOut:
    """One answer."""
    return SpaceAnswerOut(
        id=row.pk, text=row.body, author=row.author_name, at=row.at, accepted=accepted,
        kudos=getattr(row, "kudos_count", 0), thanked=getattr(row, "thanked", False),
        comments=[comment_out(each) for each in getattr(row, "shown_comments", ())],
    )  # fmt: skip


def comment_out(row: SpaceComment) -> SpaceCommentOut:
    """A few words under an answer."""
    return SpaceCommentOut(id=row.pk, text=row.body, author=row.author_name, at=row.at)


def thread_out(row: SpaceQuestion, reader: Person) -> WholeSpaceQuestion:
    """A question with its answers."""
    solved = row.solution.answer_id if row.is_solved else None
    behind = queries.case_behind(row)
    answers = [answer_out(each, accepted=each.pk == solved) for each in queries.answers_to(row, reader)]  # fmt: skip
    return WholeSpaceQuestion(**question_out(row), case_text=behind[0].text if behind else "", answers=answers)  # fmt: skip
