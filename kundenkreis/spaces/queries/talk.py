"""What is asked and answered in a space, for who is in it now."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case, Message
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.mentions import meant, names_in
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import (
    Space,
    SpaceAnswer,
    SpaceComment,
    SpaceFollow,
    SpaceKudos,
    SpaceMember,
    SpaceQuestion,
)

MOST = 100


def questions_in(space: Space, person: Person, *, words: str = "") -> list[SpaceQuestion]:
    """The latest word first; with `words` those in which all of them stand, also in an answer or comment."""
    rows = SpaceQuestion.objects.all().readable_by(person).filter(space=space)
    for word in words.split()[:8]:
        found = SpaceAnswer.objects.filter(
            space=space, body__icontains=word, hidden_at=None
        )
        said = SpaceComment.objects.filter(
            space=space, body__icontains=word, hidden_at=None
        )
        either = [
            Q(title__icontains=word), Q(body__icontains=word), Q(pk__in=found.values("question")),
            Q(pk__in=said.filter(answer__hidden_at=None).values("answer__question")),
        ]  # fmt: skip
        rows = rows.filter(reduce(lambda one, two: one | two, either))
    rows = rows.counted().select_related("author", "solution")
    return list(rows.order_by("-last_at", "pk")[:MOST])


def question_for(person: Person | None, space: UUID, pk: UUID) -> SpaceQuestion:
    """One question.

    :raises NotFound: for everyone who is not in the space now, and where it is hidden.
    """
    rows = SpaceQuestion.objects.all().readable_by(person) if person else SpaceQuestion.objects.none()  # fmt: skip
    found = rows.select_related("space", "author", "solution__by", "solution__answer")
    row = found.filter(pk=pk, space=space).first()
    if not row:
        raise NotFound("not_found", _("There is no such question."))
    return row


def answers_to(question: SpaceQuestion, reader: Person | None = None) -> list[SpaceAnswer]:
    """Oldest first, each with `shown_comments`, `kudos_count` and whether the reader `thanked`; two statements."""
    rows = SpaceAnswer.objects.filter(question=question, hidden_at=None)
    mine = SpaceKudos.objects.filter(answer=OuterRef("pk"), giver=reader)
    rows = rows.annotate(kudos_count=Count("kudos"), thanked=Exists(mine))
    shown = SpaceComment.objects.filter(hidden_at=None).select_related("author")
    comments = Prefetch("comments", shown, to_attr="shown_comments")
    return list(rows.select_related("author", "question").prefetch_related(comments))


def comment_in(answers: Iterable[SpaceAnswer], pk: UUID) -> SpaceComment:
    """One comment on one of them.

    :raises NotFound: there is none, or it is hidden.
    """
    of_them = SpaceComment.objects.filter(answer__in=answers, hidden_at=None)
    row = of_them.select_related("answer__question").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such comment."))
    return row


def called_in(text: str, space: Space, *, by: Person | None) -> list[Person]:
    """Whom a text calls by @name, of those who are in the space now; never its author."""
    if not names_in(text):
        return []
    inside = SpaceMember.objects.all().current().filter(space=space)
    persons = [row.person for row in inside.select_related("person")]
    return meant(text, ((each.shown_name, each) for each in persons), here=(), by=by)


def follows(question: SpaceQuestion, person: Person) -> bool:
    """Whether she hears of new answers."""
    return SpaceFollow.objects.filter(question=question, person=person).exists()


def case_behind(question: SpaceQuestion) -> tuple[Case, list[Message]] | None:
    """The case she shares, with its thread as it stands now; never the team's own notes."""
    if not question.case_id:
        return None
    case = Case.objects.select_related("topic").get(pk=question.case_id)
    thread = Message.objects.filter(case=case, internal=False).select_related("author")
    return case, list(thread)


def sharable_cases(space: Space, person: Person) -> list[Case]:
    """Her own cases that are not shared there, newest first."""
    shared = SpaceQuestion.objects.filter(space=space, case__isnull=False).values("case")
    rows = Case.objects.filter(customer=person).exclude(pk__in=shared)
    return list(rows.order_by("-opened_at")[:30])


def words_of(space: Space, person: Person) -> dict[str, Any]:
    """All that was written in the space, for a keeper to take along before it ends."""
    rows = SpaceQuestion.objects.all().readable_by(person).filter(space=space)
    found = rows.select_related("author").prefetch_related(
        "answers__author", "answers__comments__author"
    )
    return {
        "space": space.name,
        "company": space.company,
        "questions": [
            {"title": row.title, "text": row.body, "by": row.author.shown_name, "at": row.at, "answers": _plain(row.answers.all())}
            for row in found.order_by("at")
        ],
    }  # fmt: skip


def _plain(rows: Iterable[SpaceAnswer]) -> list[dict[str, Any]]:
    return [{**_said(row), "comments": [_said(each) for each in row.comments.all() if each.hidden_at is None]} for row in rows if row.hidden_at is None]  # fmt: skip


def _said(row: SpaceAnswer | SpaceComment) -> dict[str, str | datetime]:
    return {"text": row.body, "by": row.author.shown_name, "at": row.at}
