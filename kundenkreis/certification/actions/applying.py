"""Becoming a helper: the application, what moves on by itself, and which services ask for the path."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import queries
from kundenkreis.certification.actions import moving
from kundenkreis.certification.events import PathRequired
from kundenkreis.certification.models import Certification
from kundenkreis.certification.transitions import (
    CLOCK,
    HELPER,
    MANAGER,
    NOTHING,
    State,
    transition,
)
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper, HelperBrand, HelperPackage, Verification
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds

# Of the words of the agreement that were shown.
AGREEMENT = "2026-11"
# A passed test holds so long, where a service asks for training.
TRAINED_FOR = timedelta(days=730)


@transaction.atomic
def become_helper(
    person: Person,
    packages: Sequence[ServicePackage],
    *,
    postal_code: str,
    radius_km: int = 10,
    languages: Sequence[str] = ("de",),
    professional: bool = False,
    of_age: bool,
    agreed: bool,
    by: Person,
    at: datetime,
) -> HelperBrand:
    """A customer wants to help: she is enrolled, and an applicant for these services. Twice changes nothing.

    Of her age only the yes is kept (18 or older); a checker sees it confirmed on the identity document.

    :raises Invalid: `too_young`, `not_agreed`, `no_service`, `unknown_postal_code`.
    :raises NotAllowed: another than herself or a manager.
    """
    if by.pk != person.pk and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    _must_say_yes(
        "too_young", "of_age", _("Only who is 18 or older can help."), said=of_age
    )
    _must_say_yes("not_agreed", "agreed", _("Please agree, so that you can help."), said=agreed)  # fmt: skip
    _must_say_yes("no_service", "packages", _("Please choose at least one service."), said=bool(packages))  # fmt: skip
    # Enrolling gives no right to visit anyone: that comes step by step.
    member = helpers.enrol(
        person, postal_code=postal_code, country=packages[0].brand.country, languages=languages,
        radius_km=radius_km, professional=professional, by=None, at=at,
    )  # fmt: skip
    if not person.consents.filter(kind="helper_agreement", version=AGREEMENT).exists():
        people.agree(person, "of_age", version="18", by=by, at=at)
        people.agree(person, "helper_agreement", version=AGREEMENT, by=by, at=at)
    for package in packages:
        _apply(member.helper, package, by=by, at=at)
    return member


@transaction.atomic
def apply(
    helper: Helper, package: ServicePackage, *, by: Person, at: datetime
) -> Certification:
    """A helper wants to do one more service.

    :raises NotAllowed: another's to do. :raises Refused: `on_the_path` already.
    """
    if by.pk != helper.person_id and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    row, fresh = _apply(helper, package, by=by, at=at)
    if not fresh:
        raise Refused("on_the_path", _("You are on the path of this service already."))
    return row


def _apply(
    helper: Helper, package: ServicePackage, *, by: Person, at: datetime
) -> tuple[Certification, bool]:
    Helper.objects.select_for_update().get(pk=helper.pk)
    row = Certification.objects.filter(helper=helper, package=package).first()
    if row is None:
        step = transition("apply", NOTHING)
        assert step is not None
        actor = HELPER if by.pk == helper.person_id else MANAGER
        row = moving.begin(helper, package, step, actor=actor, by=by, at=at)
    else:
        row = moving.locked(row)
        again = transition("apply", row.state)
        if again is None:
            return row, False
        row = moving.move(row, again, by=by, at=at)
    return _advance(row, at=at), True


@transaction.atomic
def go_on(helper: Helper, *, by: Person | None, at: datetime) -> list[Certification]:
    """A check or a test was passed: every path of hers goes as far as it goes by itself.

    Called when an identity was checked and when a training test was passed. Twice changes nothing.
    """
    rows = Certification.objects.filter(
        helper=helper, state__in=[State.APPLICANT, State.ID_CHECKED]
    )
    return [_advance(moving.locked(row), at=at) for row in rows.order_by("pk")]


def _advance(row: Certification, *, at: datetime) -> Certification:
    if row.state == State.APPLICANT and queries.identity_holds(row.helper, at=at):
        row = _by_itself(row, "check_identity", at=at)
    if row.state == State.ID_CHECKED and queries.is_trained(row.helper, row.package):
        row = _by_itself(row, "train", at=at)
        _note_training(row, at=at)
    return row


def _by_itself(row: Certification, name: str, *, at: datetime) -> Certification:
    step = transition(name, row.state)
    assert step is not None
    return moving.move(row, step, by=None, at=at)


def _note_training(row: Certification, *, at: datetime) -> None:
    """Where the service asks for a check of the training, the passed tests are that check."""
    kind = Verification.Kind.TRAINING
    if kind not in row.package.requires:
        return
    until = at + TRAINED_FOR
    rows = Verification.objects.filter(helper=row.helper, kind=kind)
    if not rows.filter(valid__overlap=(at, until)).exists():
        helpers.verify(row.helper, kind, since=at, until=until, by=None, at=at)


@transaction.atomic
def require_path(package: ServicePackage, *, by: Person, at: datetime) -> int:
    """From now on only who has gone the path does this service; who does it already is certified.

    How many were taken over. :raises NotAllowed: only managers.
    """
    _must_manage(by, at=at)
    package = ServicePackage.objects.select_for_update().get(pk=package.pk)
    on_it = Certification.objects.filter(package=package).visiting().values("helper")
    doing = HelperPackage.objects.filter(package=package).exclude(helper__in=on_it)
    reason = _("Did this service before the path was asked for. Taken over by {name}.").format(name=by.shown_name)  # fmt: skip
    taken = 0
    for does in doing.select_related("helper__person"):
        _take_over(does.helper, package, reason, at=at)
        taken += 1
    package.certified_since = at
    package.save(update_fields=["certified_since"])
    announce(PathRequired(package=package.pk, required=True), by=by, at=at)
    return taken


def _take_over(
    helper: Helper, package: ServicePackage, reason: str, *, at: datetime
) -> None:
    row = Certification.objects.filter(helper=helper, package=package).first()
    step = transition("recognise", row.state if row else NOTHING)
    if row and step:
        moving.move(moving.locked(row), step, reason=reason, by=None, at=at)
    elif step:
        moving.begin(helper, package, step, actor=CLOCK, reason=reason, by=None, at=at)
    else:  # was suspended or refused, so she no longer does it
        HelperPackage.objects.filter(helper=helper, package=package).delete()


@transaction.atomic
def lift_path(package: ServicePackage, *, by: Person, at: datetime) -> None:
    """The path is no longer asked for; who stands where stays. :raises NotAllowed: only managers."""
    _must_manage(by, at=at)
    package.certified_since = None
    package.save(update_fields=["certified_since"])
    announce(PathRequired(package=package.pk, required=False), by=by, at=at)


def _must_manage(by: Person, *, at: datetime) -> None:
    if not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("managers_only", _("Only a manager can do this."))


def _must_say_yes(reason: str, field: str, sentence: str, *, said: bool) -> None:
    if not said:
        raise Invalid(reason, sentence, {field: sentence})
