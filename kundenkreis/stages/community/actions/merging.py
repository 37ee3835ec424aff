"""Two questions are the same: joined, and parted again if they were not."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import rules
from kundenkreis.stages.community.events import QuestionMerged, QuestionParted
from kundenkreis.stages.community.models import (
    Claim,
    Follow,
    Moved,
    Question,
    SameHere,
    Solution,
)


@transaction.atomic
def merge(question: Question, *, into: Question, by: Person, at: datetime) -> Question:
    """Its answers, followers and «me too» go to the other one; its address leads there. Twice is once.

    Its solution is kept aside for the day they part; the case of who asked stays as she left it.

    :raises NotAllowed: without rank. :raises Refused: `same_question`, `merged_already` (either of both),
    `not_public`.
    """
    question, into = _both(question, into, by=by, at=at)
    if question.merged_into_id == into.pk:
        return question
    _may_join(question, into)
    _aside(question)
    Moved.objects.bulk_create(
        [
            *(
                Moved(source=question, follow_id=pk)
                for pk in _newcomers(Follow, question, into)
            ),
            *(
                Moved(source=question, same_here_id=pk)
                for pk in _newcomers(SameHere, question, into)
            ),
        ]
    )
    moved = Moved.objects.filter(source=question)
    question.answers.update(question=into)
    Follow.objects.filter(pk__in=moved.values("follow")).update(question=into)
    SameHere.objects.filter(pk__in=moved.values("same_here")).update(question=into)
    _asker_follows(question, into, at=at)
    Claim.objects.filter(question=question).delete()
    question.merged_into, question.merged_at, question.merged_by = into, at, by
    question.save(update_fields=["merged_into", "merged_at", "merged_by"])
    announce(QuestionMerged(question=str(question.pk), into=str(into.pk)), by=by, at=at)
    return question


def _both(
    question: Question, into: Question, *, by: Person, at: datetime
) -> tuple[Question, Question]:
    """Both rows, locked in one order whoever joins which."""
    if not rules.may_merge(abilities_of(by, at=at)):
        sentence = _("Only experienced members and moderators can join questions.")
        raise NotAllowed("rank_needed", sentence)
    if question.pk == into.pk:
        raise Refused("same_question", _("This is the same question."))
    rows = Question.objects.select_for_update(of=("self",)).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[question.pk, into.pk])}
    return locked[question.pk], locked[into.pk]


def _may_join(question: Question, into: Question) -> None:
    if question.merged_into_id or into.merged_into_id:
        raise Refused("merged_already", _("One of the two is joined with another already."))
    if not into.is_public or question.hidden_at or question.is_sheltered:
        raise Refused("not_public", _("Both questions must be public."))


def _aside(question: Question) -> None:
    """All its answers will move; which was its solution is remembered."""
    solution = Solution.objects.filter(question=question).first()
    for answer in question.answers.all():
        solves = solution is not None and solution.answer_id == answer.pk
        Moved.objects.create(
            source=question,
            answer=answer,
            solved_by=solution.by if solution and solves else None,
            solved_at=solution.at if solution and solves else None,
            confirmed_at=solution.confirmed_at if solution and solves else None,
        )
    if solution:
        solution.delete()


def _newcomers(table: Any, question: Question, into: Question) -> list[int]:
    """Ids of rows of persons who are not there already; who asked the other one need not follow it."""
    there = table.objects.filter(question=into).values("person")
    rows = table.objects.filter(question=question).exclude(person__in=there)
    return list(rows.exclude(person=into.author_id).values_list("pk", flat=True))


def _asker_follows(question: Question, into: Question, *, at: datetime) -> None:
    if question.author.is_guest or question.author_id == into.author_id:
        return
    row, fresh = Follow.objects.get_or_create(
        question=into, person=question.author, defaults={"at": at}
    )
    if fresh:
        Moved.objects.create(source=question, follow=row)


@transaction.atomic
def part(question: Question, *, by: Person, at: datetime) -> Question:
    """They were not the same: everything goes back where it stood. Twice is once.

    What was written since stays with the other one.

    :raises NotAllowed: without rank. :raises Refused: `joined_further`: the later joining first.
    """
    question = Question.objects.select_related("merged_into").get(pk=question.pk)
    if question.merged_into is None:
        return question
    question, into = _both(question, question.merged_into, by=by, at=at)
    if question.merged_into_id != into.pk:
        return question
    if into.merged_into_id:
        sentence = _(
            "The other question was joined with a third one. Part these two first."
        )
        raise Refused("joined_further", sentence)
    moved = Moved.objects.filter(source=question)
    Solution.objects.filter(question=into, answer__in=moved.values("answer")).delete()
    into.answers.filter(pk__in=moved.values("answer")).update(question=question)
    Follow.objects.filter(pk__in=moved.values("follow")).update(question=question)
    SameHere.objects.filter(pk__in=moved.values("same_here")).update(question=question)
    for row in moved.filter(solved_at__isnull=False):
        # As the law `moved_solution` says.
        assert row.answer_id
        assert row.solved_by_id
        assert row.solved_at
        Solution.objects.create(
            question=question, answer_id=row.answer_id, by_id=row.solved_by_id, at=row.solved_at,
            confirmed_at=row.confirmed_at,
        )  # fmt: skip
    moved.delete()
    question.merged_into = question.merged_at = question.merged_by = None
    question.save(update_fields=["merged_into", "merged_at", "merged_by"])
    announce(QuestionParted(question=str(question.pk), into=str(into.pk)), by=by, at=at)
    return question
