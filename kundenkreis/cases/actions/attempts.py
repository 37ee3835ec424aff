"""A stage tries; it helps, fails, or is called off."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
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
from kundenkreis.core.statements import asked, insert
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person


@one_transaction
def begin(
    case: Case,
    *,
    stage: str,
    subject: str = "",
    held: bool = False,
    by: Person,
    at: datetime,
) -> Attempt:
    """A stage tries. Called by stages; the same subject is tried once at a time. `held`: the case's row is locked already.

    :raises Refused: `case_closed`.
    """
    case = case if held else _held(case.pk)[0]
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    # The case is locked: nobody else begins meanwhile.
    if found := _under_way.first(case, stage, subject):
        return found
    attempt = Attempt(case=case, stage=stage, subject=subject, begun_at=at, begun_by=by)
    insert(attempt)
    announce(AttemptBegun(case=str(case.pk), attempt=attempt.pk, stage=stage), by=by, at=at)
    return attempt


@asked
def _held(pk: UUID) -> QuerySet[Case]:
    return Case.objects.select_for_update().filter(pk=pk)


@asked
def _under_way(case: Case, stage: str, subject: str) -> QuerySet[Attempt]:
    rows = Attempt.objects.open().filter(case=case, stage=stage, subject=subject)
    return rows.order_by("pk")[:1]


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
