"""Decisions about a path, each by a named person who is not the helper and does not belong to her."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.certification import queries
from kundenkreis.certification.actions import moving
from kundenkreis.certification.models import Certification, CertificationStep
from kundenkreis.certification.transitions import FIRST_VISITS, VISITING
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage, Slot
from kundenkreis.people.models import Person


@transaction.atomic
def admit(
    row: Certification, *, supervisor: Person | None = None, by: Person, at: datetime
) -> Certification:
    """She may make her first visits; the supervisor (None: the team) looks at each of them.

    :raises Refused: `wrong_step`. :raises Invalid: `no_supervisor` where he is none.
    """
    row = moving.locked(row)
    step = moving.allowed(row, "admit", by=by, at=at)
    if supervisor and supervisor not in queries.supervisors_for(row):
        sentence = _("Please choose a certified helper of this service.")
        raise Invalid("no_supervisor", sentence, {"supervisor": sentence})
    row.supervisor = supervisor
    row = moving.move(row, step, by=by, at=at)
    _offer(row, at=at)
    return row


@transaction.atomic
def certify(row: Certification, *, by: Person, at: datetime) -> Certification:
    """Her first visits were good: she is certified, by a named person.

    :raises Refused: `wrong_step`, `too_few_visits`.
    """
    row = moving.locked(row)
    step = moving.allowed(row, "certify", by=by, at=at)
    if not queries.may_be_certified(row):
        sentence = _("First, {count} visits must be seen and found good.")
        raise Refused("too_few_visits", sentence.format(count=FIRST_VISITS))
    return moving.move(row, step, by=by, at=at)


@transaction.atomic
def recognise(
    row: Certification, *, reason: str, by: Person, at: datetime
) -> Certification:
    """What she can is known from elsewhere: certified at once, with the reason on record.

    :raises Refused: `wrong_step`. :raises Invalid: no reason.
    """
    row = moving.locked(row)
    step = moving.allowed(row, "recognise", by=by, at=at)
    row = moving.move(row, step, reason=reason, by=by, at=at)
    _offer(row, at=at)
    return row


@transaction.atomic
def appoint(row: Certification, *, by: Person, at: datetime) -> Certification:
    """She becomes a trainer: she may look at the first visits of others and certify them."""
    row = moving.locked(row)
    step = moving.allowed(row, "appoint", by=by, at=at)
    return moving.move(row, step, by=by, at=at)


@transaction.atomic
def step_down(row: Certification, *, by: Person, at: datetime) -> Certification:
    """She is a trainer no longer, and stays certified."""
    row = moving.locked(row)
    step = moving.allowed(row, "step_down", by=by, at=at)
    return moving.move(row, step, by=by, at=at)


@transaction.atomic
def refuse(row: Certification, *, reason: str, by: Person, at: datetime) -> Certification:
    """The application is not accepted, with reasons; she may contest it, or apply again.

    :raises Refused: `wrong_step`. :raises Invalid: no reason.
    """
    row = moving.locked(row)
    step = moving.allowed(row, "refuse", by=by, at=at)
    return moving.move(row, step, reason=reason, by=by, at=at)


@transaction.atomic
def suspend(row: Certification, *, reason: str, by: Person, at: datetime) -> Certification:
    """No more visits of this service for now, with reasons; she may contest it.

    Agreed visits must be called off first (`marketplace.actions.suspend_helper` does both).

    :raises Refused: `wrong_step`, `has_visits`. :raises Invalid: no reason.
    """
    helpers.hold_calendar(row.helper)
    row = moving.locked(row)
    step = moving.allowed(row, "suspend", by=by, at=at)
    _give_up(row, at=at)
    return moving.move(row, step, reason=reason, by=by, at=at)


@transaction.atomic
def reinstate(row: Certification, *, reason: str, by: Person, at: datetime) -> Certification:  # fmt: skip
    """The suspension ends, with reasons: she stands where she stood before.

    :raises Refused: `wrong_step`. :raises Invalid: no reason.
    """
    row = moving.locked(row)
    last = CertificationStep.objects.filter(certification=row, name="suspend").last()
    step = moving.allowed(row, "reinstate", end=last.from_state if last else "", by=by, at=at)  # fmt: skip
    row = moving.move(row, step, reason=reason, by=by, at=at)
    _offer(row, at=at)
    return row


@transaction.atomic
def leave(row: Certification, *, by: Person, at: datetime) -> Certification:
    """She does not want this service any more.

    :raises Refused: `wrong_step`, `has_visits` while some are agreed.
    """
    helpers.hold_calendar(row.helper)
    row = moving.locked(row)
    step = moving.allowed(row, "leave", by=by, at=at)
    if row.state in VISITING:
        _give_up(row, at=at)
    return moving.move(row, step, by=by, at=at)


def _offer(row: Certification, *, at: datetime) -> None:
    """Customers may be offered her for the service from now on."""
    if not HelperPackage.objects.filter(helper=row.helper, package=row.package).exists():
        helpers.offer_package(row.helper, row.package, by=None, at=at)


def _give_up(row: Certification, *, at: datetime) -> None:
    agreed = Slot.objects.filter(helper=row.helper, package=row.package, visit__startswith__gt=at)  # fmt: skip
    if agreed.exists():
        raise Refused("has_visits", _("There are agreed visits. Please finish or cancel them first."))  # fmt: skip
    HelperPackage.objects.filter(helper=row.helper, package=row.package).delete()
