"""The one way along a path: by `transitions.py`, with its history and its event."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import queries
from kundenkreis.certification.events import CertificationMoved
from kundenkreis.certification.models import Certification, CertificationStep
from kundenkreis.certification.transitions import (
    CLOCK,
    NOTHING,
    State,
    Transition,
    transition,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person


def locked(row: Certification) -> Certification:
    """The path's row, ours until this transaction ends, with the names around it."""
    rows = Certification.objects.with_names().select_for_update(of=("self",))
    return rows.get(pk=row.pk)


def allowed(
    row: Certification, name: str, *, end: str = "", by: Person | None, at: datetime
) -> Transition:
    """The transition that `name` means now, if `by` may do it.

    :raises NotAllowed: never this person's to do. :raises Refused: `wrong_step`.
    """
    step = transition(name, row.state, end)
    if step is None:
        sentence = _("This is not possible now. The step is: {state}.")
        raise Refused("wrong_step", sentence.format(state=State(row.state).label))
    if not step.actors & queries.sides_of(by, row, at=at):
        raise NotAllowed("not_yours", _("You cannot decide about this step."))
    return step


def move(
    row: Certification,
    step: Transition,
    *,
    reason: str = "",
    by: Person | None,
    at: datetime,
) -> Certification:
    """Write the next row of the history, and let the path follow it.

    :raises Invalid: no reason where there must be one.
    """
    if step.reasoned:
        reason = texts.required(reason, field="reason", most=2000)
    row.seq += 1
    actor = min(queries.sides_of(by, row, at=at) & step.actors or {CLOCK})
    _record(row, step, actor=actor, reason=reason, by=by, at=at)
    row.state, row.moved_at = step.end, at
    row.save(update_fields=["state", "seq", "moved_at", "supervisor"])
    _tell(row, step, by=by, at=at)
    return row


def begin(
    helper: Helper,
    package: ServicePackage,
    step: Transition,
    *,
    actor: str,
    reason: str = "",
    by: Person | None,
    at: datetime,
) -> Certification:
    """The first row of a path."""
    row = Certification(helper=helper, package=package, state=step.end, seq=1, moved_at=at)
    row.save(force_insert=True)
    _record(row, step, actor=actor, reason=reason, by=by, at=at)
    _tell(row, step, by=by, at=at)
    return row


def _record(
    row: Certification,
    step: Transition,
    *,
    actor: str,
    reason: str,
    by: Person | None,
    at: datetime,
) -> None:
    CertificationStep.objects.create(
        certification=row, seq=row.seq, name=step.name, from_state=step.start or NOTHING,
        to_state=step.end, actor=actor, reason=reason, by=by, at=at,
    )  # fmt: skip


def _tell(row: Certification, step: Transition, *, by: Person | None, at: datetime) -> None:
    happened = CertificationMoved(
        **queries.describe(row), transition=step.name, state=step.end.value, seq=row.seq
    )
    announce(happened, by=by, at=at)
