"""What comes after a review: one reply of the reviewed, and reports that it should not stand there."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.reviews import Review


class ReviewReply(models.Model):
    """The one public answer of who was reviewed; kept like the review itself (replies.sql)."""

    review = models.OneToOneField(
        Review, primary_key=True, on_delete=models.PROTECT, related_name="reply"
    )
    brand = scope.BrandKey()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    objects = scope.BrandManager["ReviewReply"]()
    across_brands = models.Manager["ReviewReply"]()

    class Meta:
        base_manager_name = "objects"


class ReviewReportQuerySet(models.QuerySet["ReviewReport"]):
    def open(self) -> "ReviewReportQuerySet":
        return self.filter(decided_at__isnull=True)


class ReviewReport(models.Model):
    """Somebody says that a review should not stand there; one of the team decides, with reasons.

    What was decided is a statement of reasons (Digital Services Act, article 17): kept as it is, told
    to the author. Another of the team may show the review again.
    """

    class Reason(models.TextChoices):
        ILLEGAL = "illegal", _("It is against the law.")
        PERSONAL = "personal", _("It names a person, an address or a telephone number.")
        INSULT = "insult", _("It insults or threatens somebody.")
        UNTRUE = "untrue", _("What it says is not true.")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reports")
    # Who reports: with an account, or a guest who left an address.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    # Decided: hidden (upheld) or not, and why, in words.
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    # Looked at again by another: shown again, and why.
    restored_at = models.DateTimeField(null=True)
    restored_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    restored_why = models.TextField(blank=True)
    objects = scope.BrandManager.from_queryset(ReviewReportQuerySet)()
    across_brands = models.Manager["ReviewReport"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "by"],
                condition=Q(decided_at__isnull=True),
                name="review_reported_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["illegal", "personal", "insult", "untrue", "other"]
                ),
                name="report_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, upheld=None, answer="")
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & Q(upheld__isnull=False)
                    & ~Q(answer="")
                ),
                name="report_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(restored_at=None, restored_by=None, restored_why="")
                | (
                    Q(restored_at__isnull=False, restored_by__isnull=False, upheld=True)
                    & ~Q(restored_why="")
                    & ~Q(restored_by=models.F("decided_by"))
                ),
                name="report_restored_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(decided_at__isnull=True), name="reports_open"
            )
        ]
