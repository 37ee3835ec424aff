"""Reads around paths: where somebody stands, who is what to a path, what waits for whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification.models import (
    Certification,
    CertificationStep,
    StepContest,
    SupervisedVisit,
)
from kundenkreis.certification.transitions import (
    CLOCK,
    FIRST_VISITS,
    HELPER,
    MANAGER,
    TRAINER,
    State,
)
from kundenkreis.checks.queries import belong_together
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import among, asked
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.training.queries import needed_for, passed_by
from kundenkreis.ui.filters import locale


def sides_of(person: Person | None, row: Certification, *, at: datetime) -> set[str]:
    """What the person is to this path. Who belongs to the helper decides nothing about her."""
    if person is None:
        return {CLOCK}
    if person.pk == row.helper.person_id:
        return {HELPER}
    if belong_together(person, row.helper):
        return set()
    sides = {MANAGER} if holds(person, Role.Kind.MANAGER, at=at) else set()
    if is_trainer(person, row.package_id):
        sides.add(TRAINER)
    return sides


def is_trainer(person: Person, package: int) -> bool:
    """Whether the person is a trainer of this service here."""
    rows = Certification.objects.filter(package=package, state=State.TRAINER)
    return rows.filter(helper__person=person).exists()


def may_see_visits(person: Person, row: Certification, *, at: datetime) -> bool:
    """Whose word counts about the first visits: the named supervisor, a trainer, a manager."""
    if belong_together(person, row.helper):
        return False
    return person.pk == row.supervisor_id or bool(sides_of(person, row, at=at))


def identity_holds(helper: Helper, *, at: datetime) -> bool:
    """Whether this brand has checked who she is, and it holds now."""
    rows = Verification.objects.all().valid(at)
    return rows.filter(helper=helper, kind=Verification.Kind.IDENTITY).exists()


def checks_that_hold(helper: Helper, *, at: datetime) -> list[Verification]:
    """What this brand has checked about her and holds now."""
    rows = Verification.objects.all().valid(at).filter(helper=helper)
    return list(rows.select_related("checked_by").order_by("kind"))


def is_trained(helper: Helper, package: ServicePackage) -> bool:
    """Whether she has passed everything that is learnt for the service and for everybody."""
    passed = passed_by(helper.person)
    return all(unit.pk in passed for unit in needed_for(package))


def paths_of(helper: Helper) -> list[Certification]:
    """Every service whose path she is on, with its history and first visits. Four statements."""
    rows = Certification.objects.filter(helper=helper).with_names()
    steps = CertificationStep.objects.select_related("by", "contest")
    visits = SupervisedVisit.objects.select_related("seen_by")
    found = rows.prefetch_related(Prefetch("steps", steps), Prefetch("visits", visits))
    return list(found.order_by("package__position", "pk"))


def path_for_team(pk: UUID | str) -> Certification:
    """A path of this brand.

    :raises NotFound: there is none.
    """
    found = Certification.objects.with_names().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such path."))
    return found


def own_path(helper: Helper, pk: UUID | str) -> Certification:
    """One of the helper's own.

    :raises NotFound: another's, or none.
    """
    found = Certification.objects.with_names().filter(pk=pk, helper=helper).first()
    if not found:
        raise NotFound("not_found", _("There is no such path."))
    return found


def applicants() -> list[Certification]:
    """Who waits for the next step towards the first visit, longest first."""
    return list(Certification.objects.waiting().with_names().order_by("moved_at", "pk"))


def on_the_way() -> list[Certification]:
    """Who makes first visits, with how many were seen and found good."""
    good = Count("visits", filter=Q(visits__verdict=SupervisedVisit.Verdict.GOOD))
    unseen = Count("visits", filter=Q(visits__verdict=""))
    rows = Certification.objects.filter(state=State.SUPERVISED).with_names()
    return list(rows.annotate(good=good, unseen=unseen).order_by("moved_at", "pk"))


def good_visits(row: Certification) -> int:
    """How many first visits a named person found good."""
    return row.visits.filter(verdict=SupervisedVisit.Verdict.GOOD).count()


def may_be_certified(row: Certification) -> bool:
    return good_visits(row) >= FIRST_VISITS


def supervisors_for(row: Certification) -> list[Person]:
    """Who could look at the first visits: certified helpers and trainers of the service."""
    rows = Certification.objects.filter(
        package=row.package_id, state__in=[State.CERTIFIED, State.TRAINER]
    ).exclude(helper=row.helper_id)
    return [each.helper.person for each in rows.select_related("helper__person")[:50]]


def visits_to_see(person: Person) -> list[SupervisedVisit]:
    """First visits nobody has looked at, of paths this person supervises or is trainer of."""
    trains = Certification.objects.filter(state=State.TRAINER, helper__person=person)
    mine = Q(certification__supervisor=person) | Q(certification__package__in=trains.values("package"))  # fmt: skip
    rows = SupervisedVisit.objects.filter(mine, verdict="")
    rows = rows.exclude(certification__helper__person=person)
    return list(rows.select_related("certification__helper__person", "certification__package"))  # fmt: skip


def visit_for(person: Person, pk: int, *, at: datetime) -> SupervisedVisit:
    """A first visit, for who may say how it was.

    :raises NotFound: for everyone else.
    """
    rows = SupervisedVisit.objects.select_related("certification__helper__person", "certification__package")  # fmt: skip
    row = rows.filter(pk=pk).first()
    if not row or not may_see_visits(person, row.certification, at=at):
        raise NotFound("not_found", _("There is no such visit."))
    return row


def decision_for(helper: Helper, pk: int) -> CertificationStep:
    """A decision against the helper herself, which she may contest.

    :raises NotFound: another's, or one that takes nothing from her.
    """
    rows = CertificationStep.objects.filter(name__in=["suspend", "refuse"])
    row = rows.filter(pk=pk, certification__helper=helper).select_related("contest", "certification__package").first()  # fmt: skip
    if not row:
        raise NotFound("not_found", _("There is no such decision."))
    return row


def open_contests(person: Person) -> list[StepContest]:
    """What waits for an answer by somebody else than who decided, oldest first."""
    rows = StepContest.objects.filter(answered_at=None).exclude(step__by=person)
    rows = rows.exclude(by=person)
    return list(rows.select_related("step__certification__helper__person", "step__certification__package", "step__by").order_by("at"))  # fmt: skip


def contest_for(person: Person, pk: int) -> StepContest:
    """:raises NotFound: there is none, or it is not this person's to answer."""
    found = next((row for row in open_contests(person) if row.pk == pk), None)
    if not found:
        raise NotFound("not_found", _("There is no such decision."))
    return found


def offered() -> list[ServicePackage]:
    """The services one may apply for."""
    return list(ServicePackage.objects.filter(withdrawn_at__isnull=True))


def held_in_words(helper: Helper) -> list[str]:
    """What customers may read of her paths, a sentence a service; only where she may visit."""
    rows = Certification.objects.visiting().filter(helper=helper).with_names()
    return [
        f"{row.package}: {sentence_of(row)}" for row in rows.order_by("package__position")
    ]


def sentences_of(helpers: Sequence[UUID], package: ServicePackage) -> Mapping[UUID, str]:
    """How far each of these helpers is on the path of this service, in words; others are left out."""
    return {row.helper_id: sentence_of(row) for row in _of_each(helpers, package)}


@asked
def _of_each(helpers: Sequence[UUID], package: ServicePackage) -> QuerySet[Certification]:
    rows = Certification.objects.visiting()
    return rows.filter(among("helper", helpers), package=package)


def sentence_of(row: Certification) -> str:
    """`certified since 3 March 2026`, for customers."""
    words = {
        State.SUPERVISED: _("first visits: one of us looks at each"),
        State.CERTIFIED: _("certified since {day}"),
        State.TRAINER: _("certified, and trains others since {day}"),
    }
    day = format_date(row.moved_at, "d. MMMM y" if locale() == "de_CH" else "d MMMM y", locale=locale())  # fmt: skip
    return words[State(row.state)].format(day=day)


def describe(row: Certification) -> dict[str, Any]:
    """The ids every event of this path carries."""
    return {"certification": str(row.pk), "person": str(row.helper.person_id)}
