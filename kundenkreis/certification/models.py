"""Where each helper stands on the path of each service, its history, and her first visits.

What Django cannot express stands in `migrations/sql/certification.sql`.
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification.transitions import VISITING, WAITING, State
from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person


class CertificationQuerySet(models.QuerySet["Certification"]):
    def visiting(self) -> "CertificationQuerySet":
        """Customers may be offered these helpers for the service."""
        return self.filter(state__in=VISITING)

    def waiting(self) -> "CertificationQuerySet":
        """On the way to the first visit."""
        return self.filter(state__in=WAITING)

    def with_names(self) -> "CertificationQuerySet":
        return self.select_related("helper__person", "package", "supervisor")


class Certification(models.Model):
    """One helper, one service: where she stands. Moves only along `transitions.py`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(ServicePackage, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    seq = models.PositiveIntegerField()
    moved_at = models.DateTimeField()
    # Who looks at the first visits; None: the team.
    supervisor = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(CertificationQuerySet)()
    across_brands = models.Manager["Certification"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "package"], name="one_path_a_service"
            ),
        ]
        indexes = [models.Index(fields=["brand", "state", "moved_at"], name="paths_by_state")]  # fmt: skip

    @property
    def path(self) -> str:
        return f"/certifications/{self.pk}/"

    @property
    def is_visiting(self) -> bool:
        return self.state in VISITING


class CertificationStep(models.Model):
    """One row of the history: from where to where, by whom, when, and why."""

    brand = scope.BrandKey()
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="steps"
    )
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    actor = models.CharField(max_length=10)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # As the helper reads it.
    reason = models.TextField(blank=True)
    objects = scope.BrandManager["CertificationStep"]()
    across_brands = models.Manager["CertificationStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["certification", "seq"], name="step_number"),
            models.CheckConstraint(
                condition=~Q(name__in=["recognise", "refuse", "suspend", "reinstate"]) | ~Q(reason=""),
                name="step_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(name__in=["admit", "certify", "appoint", "refuse", "suspend", "reinstate"])
                | Q(by__isnull=False),
                name="step_by_a_named_person",
            ),
        ]  # fmt: skip


class SupervisedVisit(models.Model):
    """One of the first visits: done, and then seen by a named person who says how it was."""

    class Verdict(models.TextChoices):
        GOOD = "good", "good"
        NOT_YET = "not_yet", "not yet"

    brand = scope.BrandKey()
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="visits"
    )
    # What it is about, such as "booking:<uuid>".
    subject = models.CharField(max_length=80)
    at = models.DateTimeField()
    verdict = models.CharField(max_length=7, choices=Verdict.choices, blank=True)
    seen_at: "models.DateTimeField[datetime | None, datetime | None]" = (
        models.DateTimeField(null=True)
    )
    seen_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the helper reads about it.
    words = models.TextField(blank=True)
    objects = scope.BrandManager["SupervisedVisit"]()
    across_brands = models.Manager["SupervisedVisit"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification", "subject"], name="supervised_visit_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", seen_at__isnull=True, seen_by__isnull=True)
                | Q(verdict__in=["good", "not_yet"], seen_at__isnull=False, seen_by__isnull=False),
                name="visit_seen_by",
            ),
        ]  # fmt: skip


class StepContest(models.Model):
    """A helper says that a decision about her is not right; somebody else answers with reasons, once."""

    brand = scope.BrandKey()
    step = models.OneToOneField(
        CertificationStep, on_delete=models.PROTECT, related_name="contest"
    )
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["StepContest"]()
    across_brands = models.Manager["StepContest"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="step_contest_answered_with_reasons",
            ),
        ]
