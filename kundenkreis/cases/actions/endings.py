"""A case is solved, closed, opened again, and asked about in private."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.actions.locks import locked
from kundenkreis.cases.events import (
    CaseClosed,
    CaseClosedQuietly,
    CaseReopened,
    CaseSolved,
    FeedbackGiven,
    QuestionDue,
)
from kundenkreis.cases.models import (
    Attempt,
    Case,
    CaseTransition,
    PrivateFeedback,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff


@one_transaction
def solve(case: Case, *, attempt: Attempt | None = None, by: Person, at: datetime) -> Case:
    """The customer says it is solved, by this attempt where one did it. Saying it twice is once.

    :raises NotAllowed: anyone but the customer or staff on her word. :raises Refused: `case_closed`.
    """
    case = locked(case, by=by, at=at)
    if case.state == Case.State.SOLVED:
        return case
    _move(case, Case.State.SOLVED, by=by, at=at)
    if attempt:
        Attempt.objects.filter(pk=attempt.pk, case=case).update(
            state=Attempt.State.SOLVED, ended_at=at, ended_by=by
        )
    announce(
        CaseSolved(case=str(case.pk), attempt=attempt.pk if attempt else None), by=by, at=at
    )
    ask_privately(case, by=by, at=at)
    return case


@one_transaction
def ask_privately(case: Case, *, by: Person | None, at: datetime) -> Case:
    """The one private question goes to the customer, whatever became of the case. Once."""
    return _ask(case, "asked_at", by=by, at=at)


@one_transaction
def ask_again(case: Case, *, by: None = None, at: datetime) -> Case:
    """She is reminded of it, once; an answer is never owed."""
    return _ask(case, "asked_again_at", by=by, at=at)


@one_transaction
def withdraw(case: Case, *, by: Person | None, at: datetime) -> Case:
    """The customer needs no help any more; the clock says it where what the case was about does not take place."""
    case = locked(case, by=by, at=at)
    return _close(case, Case.State.WITHDRAWN, by=by, at=at)


@one_transaction
def close_quiet(case: Case, *, by: None = None, at: datetime) -> Case:
    """Nothing came of it and nobody went on: the clock closes it, and its customer hears so.

    :raises Refused: `case_closed`.
    """
    case = _close(locked(case, by=by, at=at), Case.State.WITHDRAWN, by=by, at=at)
    announce(CaseClosedQuietly(case=str(case.pk)), by=by, at=at)
    return case


@one_transaction
def give_up(case: Case, *, by: Person, at: datetime) -> Case:
    """Nobody could help: staff closes the case as unsolved, honestly."""
    case = locked(case, by=by, at=at)
    if not is_staff(by, at=at):
        raise NotAllowed("staff_only", _("Only our team can close a case as unsolved."))
    return _close(case, Case.State.UNSOLVED, by=by, at=at)


@one_transaction
def reopen(case: Case, *, by: Person, at: datetime) -> Case:
    """It was not solved after all; the attempt that was thought to help did not."""
    case = locked(case, by=by, at=at)
    if case.is_open:
        return case
    CaseTransition.objects.create(
        case=case, from_state=case.state, to_state=Case.State.OPEN, by=by, at=at
    )
    case.state, case.closed_at, case.closed_by = Case.State.OPEN, None, None
    case.save(update_fields=["state", "closed_at", "closed_by"])
    case.attempts.filter(state=Attempt.State.SOLVED).update(
        state=Attempt.State.FAILED, ended_at=at, ended_by=by
    )
    announce(CaseReopened(case=str(case.pk)), by=by, at=at)
    return case


@one_transaction
def give_feedback(
    case: Case,
    *,
    helped: bool,
    again: bool | None = None,
    recommend: bool | None = None,
    comment: str = "",
    by: Person,
    at: datetime,
) -> PrivateFeedback:
    """Answer the private question. May be changed; the last word counts."""
    case = locked(case, by=by, at=at)
    feedback, _made = PrivateFeedback.objects.update_or_create(
        case=case,
        defaults={
            "helped": helped, "again": again, "recommend": recommend,
            "comment": texts.tidy(comment)[:2000], "by": by, "at": at,
        },
    )  # fmt: skip
    announce(FeedbackGiven(case=str(case.pk), helped=helped), by=by, at=at)
    return feedback


def _ask(case: Case, which: str, *, by: Person | None, at: datetime) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    answered = PrivateFeedback.objects.filter(case=case).exists()
    if answered or getattr(case, which):
        return case
    setattr(case, which, at)
    case.save(update_fields=[which])
    announce(QuestionDue(case=str(case.pk), again=which == "asked_again_at"), by=by, at=at)
    return case


def _close(case: Case, state: str, *, by: Person | None, at: datetime) -> Case:
    if case.state == state:
        return case
    _move(case, state, by=by, at=at)
    announce(CaseClosed(case=str(case.pk), state=state), by=by, at=at)
    return case


def _move(case: Case, state: str, *, by: Person | None, at: datetime) -> None:
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    CaseTransition.objects.create(
        case=case, from_state=case.state, to_state=state, by=by, at=at
    )
    case.state, case.closed_at, case.closed_by = state, at, by
    case.save(update_fields=["state", "closed_at", "closed_by"])
