"""The word that an answer helped: the asker's, or of somebody of rank until she speaks."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.events import (
    SolutionAccepted,
    SolutionAwaited,
    SolutionConfirmed,
    SolutionWithdrawn,
)
from kundenkreis.stages.community.models import (
    Answer,
    Question,
    Solution,
    SolutionReminder,
)


@transaction.atomic
def accept(answer: Answer, *, by: Person, at: datetime) -> Solution:
    """The asker says: this helped. Solves her case by the community's attempt. Twice is once.

    Somebody of rank may say it for her three days after the answer: the question is solved, her case
    is not, and she confirms it or takes it back. All that decides about a question's solution waits
    in line at its case's row.

    :raises NotAllowed: anybody else. :raises Refused: `already_solved` by another answer, `hidden`.
    """
    case = _line(Question.objects.get(answers=answer.pk))
    answer = Answer.objects.select_related("question").get(pk=answer.pk)
    question = answer.question
    her_word = rules.may_accept(by, question, staff=is_staff(by, at=at))
    if not her_word and not rules.may_mark(by, answer, abilities_of(by, at=at), at=at):
        raise NotAllowed("not_yours", _("Only the person who asked can say what helped."))
    if answer.hidden_at or question.hidden_at:
        raise Refused("hidden", _("This answer is no longer shown."))
    known = Solution.objects.filter(question=question).first()
    if known and known.answer_id == answer.pk:
        return _confirm(known, case, by=by, at=at) if her_word else known
    if known and (known.confirmed_at or not her_word):
        sentence = _("You chose another answer already. Take it back first.")
        raise Refused("already_solved", sentence)
    if known:
        known.delete()
    solution = Solution.objects.create(
        question=question,
        answer=answer,
        by=by,
        at=at,
        confirmed_at=at if her_word else None,
    )
    if her_word:
        _solve(case, question, by=by, at=at)
    announce(
        SolutionAccepted(question=str(question.pk), answer=str(answer.pk)), by=by, at=at
    )
    return solution


def _line(question: Question) -> Case | None:
    """Lock the case's row, or the question's own where it came without a case."""
    if question.case_id:
        return Case.objects.select_for_update().get(pk=question.case_id)
    Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    return None


def _confirm(
    solution: Solution, case: Case | None, *, by: Person, at: datetime
) -> Solution:
    if solution.confirmed_at:
        return solution
    solution.confirmed_at, solution.by = at, by
    solution.save(update_fields=["confirmed_at", "by"])
    _solve(case, solution.question, by=by, at=at)
    ids = {"question": str(solution.question_id), "answer": str(solution.answer_id)}
    announce(SolutionConfirmed(**ids), by=by, at=at)
    return solution


def _solve(case: Case | None, question: Question, *, by: Person, at: datetime) -> None:
    if case and case.is_open:
        cases.solve(case, attempt=queries.attempt_of(question), by=by, at=at)


@transaction.atomic
def unaccept(question: Question, *, by: Person, at: datetime) -> Question:
    """It did not help after all: the question is open again, and so is the case it had solved.

    :raises NotAllowed: not the asker, nor staff on her word, nor who said it for her.
    """
    case = _line(question)
    question = Question.objects.get(pk=question.pk)
    solution = Solution.objects.filter(question=question).first()
    own = solution and not solution.confirmed_at and solution.by_id == by.pk
    if not own and not rules.may_accept(by, question, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the person who asked can say what helped."))
    if not solution:
        return question
    solution.delete()
    attempt = queries.attempt_of(question)
    if case and attempt and attempt.state == Attempt.State.SOLVED:
        case = cases.reopen(case, by=by, at=at)
    if case and case.is_open:
        cases.begin(case, stage=queries.STAGE, subject=question.subject, by=by, at=at)
    announce(
        SolutionWithdrawn(question=str(question.pk), answer=str(solution.answer_id)),
        by=by,
        at=at,
    )
    return question


@transaction.atomic
def remind_of_solution(
    question: Question, *, number: int, by: None = None, at: datetime
) -> SolutionReminder | None:
    """The asker is asked whether the answer helped most find best. Each of the three once.

    None: it is solved, closed or hidden by now, or she was reminded already.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    answer = queries.best_answer(question)
    done = SolutionReminder.objects.filter(question=question, number__gte=number)
    if not answer or question.is_solved or not question.takes_answers or done.exists():
        return None
    row = SolutionReminder.objects.create(question=question, number=number, at=at)
    ids = {"question": str(question.pk), "answer": str(answer.pk)}
    announce(SolutionAwaited(**ids, number=number), by=by, at=at)
    return row
