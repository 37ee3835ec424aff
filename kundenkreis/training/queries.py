"""Reads around training: what there is to learn, and how far somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.training.models import TrainingAttempt, TrainingUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The units of one service, or those for everybody, and which of them somebody has passed."""

    package: ServicePackage | None
    units: Sequence[TrainingUnit]
    passed: frozenset[UUID]

    @property
    def done(self) -> int:
        return sum(unit.pk in self.passed for unit in self.units)

    @property
    def is_passed(self) -> bool:
        return self.done == len(self.units)


def courses(person: Person) -> list[Course]:
    """Everything there is to learn here, in order, with how far the person is. Three statements."""
    passed = passed_by(person)
    by_package: dict[int | None, list[TrainingUnit]] = {}
    for unit in TrainingUnit.objects.offered().in_order().with_words():
        by_package.setdefault(unit.package_id, []).append(unit)
    return [
        Course(package=units[0].package, units=units, passed=passed)
        for units in by_package.values()
    ]


def passed_by(person: Person) -> frozenset[UUID]:
    """The units whose test the person has passed."""
    rows = TrainingAttempt.objects.passed().filter(person=person)
    return frozenset(rows.values_list("unit", flat=True))


def needed_for(package: ServicePackage) -> list[TrainingUnit]:
    """What somebody must have passed to be trained for this package."""
    rows = TrainingUnit.objects.offered()
    return list(rows.filter(Q(package=package) | Q(package__isnull=True)))


def trained_for(person: Person) -> list[ServicePackage]:
    """The packages with units of their own for which the person has passed everything."""
    found = courses(person)
    general = all(course.is_passed for course in found if course.package is None)
    return [c.package for c in found if c.package and c.is_passed and general]


def unit_for(pk: UUID | str) -> TrainingUnit:
    """The unit, if it is offered here.

    :raises NotFound: there is none.
    """
    unit = TrainingUnit.objects.offered().with_words().filter(pk=pk).first()
    if not unit:
        raise NotFound("not_found", _("There is no such training unit."))
    return unit
