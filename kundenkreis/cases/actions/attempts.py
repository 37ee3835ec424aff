"""A stage tries; it helps, fails, or is called off."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.events import (
    AttemptBegun,
    AttemptEnded,
)
from kundenkreis.cases.models import (
    Attempt,
    Case,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person


@one_transaction
def begin(
    case: Case, *, stage: str, subject: str = "", by: Person, at: datetime
) -> Attempt:
    """A stage tries. Called by stages; the same subject is tried once at a time.

    :raises Refused: `case_closed`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    # The case is locked: nobody else begins meanwhile.
    tried = {"case": case, "stage": stage, "subject": subject}
    if found := Attempt.objects.open().filter(**tried).first():
        return found
    attempt = Attempt.objects.create(**tried, begun_at=at, begun_by=by)
    announce(AttemptBegun(case=str(case.pk), attempt=attempt.pk, stage=stage), by=by, at=at)
    return attempt


@one_transaction
def fail(attempt: Attempt, *, why: str = "", by: Person | None, at: datetime) -> Attempt:
    """It did not help. Kept, so that nobody proposes it again and the track record is honest."""
    return _end(attempt, Attempt.State.FAILED, why=why, by=by, at=at)


@one_transaction
def withdraw_attempt(attempt: Attempt, *, by: Person | None, at: datetime) -> Attempt:
    """This try is called off; it counts neither as help nor as failure."""
    return _end(attempt, Attempt.State.WITHDRAWN, by=by, at=at)


def _end(
    attempt: Attempt, state: str, *, by: Person | None, at: datetime, why: str = ""
) -> Attempt:
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.state == state:
        return attempt
    if attempt.state != Attempt.State.OPEN:
        raise Refused("wrong_state", _("This attempt has ended already."))
    attempt.state, attempt.ended_at, attempt.ended_by = state, at, by
    attempt.why = texts.tidy(why)[:500]
    attempt.save(update_fields=["state", "ended_at", "ended_by", "why"])
    announce(
        AttemptEnded(
            case=str(attempt.case_id), attempt=attempt.pk, stage=attempt.stage, state=state
        ),
        by=by,
        at=at,
    )
    return attempt
