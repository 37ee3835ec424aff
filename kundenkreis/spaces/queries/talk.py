"""What is asked and answered in a space, for who is in it now."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case, Message
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.spaces.models import Space, SpaceAnswer, SpaceFollow, SpaceQuestion

MOST = 100


def questions_in(space: Space, person: Person, *, words: str = "") -> list[SpaceQuestion]:
    """The latest word first; with `words` those in which all of them stand, also in an answer."""
    rows = SpaceQuestion.objects.all().readable_by(person).filter(space=space)
    for word in words.split()[:8]:
        found = SpaceAnswer.objects.filter(
            space=space, body__icontains=word, hidden_at=None
        )
        either = [Q(title__icontains=word), Q(body__icontains=word), Q(pk__in=found.values("question"))]  # fmt: skip
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


def answers_to(question: SpaceQuestion) -> list[SpaceAnswer]:
    """Oldest first."""
    rows = SpaceAnswer.objects.filter(question=question, hidden_at=None)
    return list(rows.select_related("author"))


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
    found = rows.select_related("author").prefetch_related("answers__author")
    return {
        "space": space.name,
        "company": space.company,
        "questions": [
            {"title": row.title, "text": row.body, "by": row.author.shown_name, "at": row.at, "answers": _plain(row.answers.all())}
            for row in found.order_by("at")
        ],
    }  # fmt: skip


def _plain(rows: Iterable[SpaceAnswer]) -> list[dict[str, str | datetime]]:
    return [{"text": row.body, "by": row.author.shown_name, "at": row.at} for row in rows if row.hidden_at is None]  # fmt: skip
