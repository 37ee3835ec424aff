"""Documents of helpers, and the reminders before a check ends.

That nobody decides about her own or her family's stands in `migrations/sql/checks.sql`.
"""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.people.models import Person


class CheckDocumentQuerySet(models.QuerySet["CheckDocument"]):
    def waiting(self) -> "CheckDocumentQuerySet":
        """Handed in and not decided, first come first."""
        rows: CheckDocumentQuerySet = self.filter(answer="").order_by("handed_in_at", "pk")
        return rows

    def light(self) -> "CheckDocumentQuerySet":
        """Without the megabytes, with the names."""
        rows: CheckDocumentQuerySet = self.defer("content").select_related("helper__person")
        return rows


class CheckDocument(models.Model):
    """A paper that proves something about a helper. Its bytes are locked, and erased after the decision."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    # After the decision, in case the helper asks back; then the schedule erases it.
    KEPT = timedelta(days=14)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Verification.Kind.choices)
    # Readable with the installation's secret only; see `locked.py`. None: erased.
    content = models.BinaryField(null=True)
    media_type = models.CharField(max_length=20)
    handed_in_at = models.DateTimeField()
    # Differs from the helper where a manager took it in, by letter or at the counter.
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    decided_at: "models.DateTimeField[datetime | None, datetime | None]" = (
        models.DateTimeField(null=True)
    )
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it was declined, as the helper reads it.
    reason = models.TextField(blank=True)
    # What came of it; gone where the check was revoked before it began.
    verification = models.ForeignKey(
        Verification, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    erased_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(CheckDocumentQuerySet)()
    across_brands = models.Manager["CheckDocument"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(answer__in=["confirmed", "declined"], decided_at__isnull=False, decided_by__isnull=False),
                name="document_decided_by",
            ),
            models.CheckConstraint(
                condition=(Q(answer="declined") & ~Q(reason="")) | (~Q(answer="declined") & Q(reason="")),
                name="document_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, content__isnull=False)
                | Q(erased_at__isnull=False, content__isnull=True),
                name="document_erased",
            ),
            models.UniqueConstraint(
                fields=["brand", "helper", "kind"], condition=Q(answer=""), name="one_document_waits",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["decided_at"],
                condition=Q(erased_at__isnull=True, decided_at__isnull=False),
                name="documents_to_erase",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/checks/{self.pk}/"

    @property
    def what(self) -> str:
        """The kind's name for readers."""
        return str(Verification.Kind(self.kind).label)


class CheckReminder(models.Model):
    """So many days before a check ends its helper was told; 0: that it has ended. Once each."""

    DAYS = (30, 7, 0)

    brand = scope.BrandKey()
    verification = models.ForeignKey(
        Verification, on_delete=models.CASCADE, related_name="+"
    )
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    objects = scope.BrandManager["CheckReminder"]()
    across_brands = models.Manager["CheckReminder"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["verification", "days"], name="reminded_of_check_once"
            ),
            models.CheckConstraint(
                condition=Q(days__in=[0, 7, 30]), name="check_reminder_days"
            ),
        ]
