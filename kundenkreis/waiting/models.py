"""Who waits for a freed time, and which times were kept for her."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person


class WaitingEntryQuerySet(models.QuerySet["WaitingEntry"]):
    def in_line(self) -> "WaitingEntryQuerySet":
        """Who waits, the longest first."""
        return self.filter(ended_at__isnull=True).order_by("since", "id")

    def with_names(self) -> "WaitingEntryQuerySet":
        return self.select_related(
            "brand", "package__brand", "helper__person", "case__customer"
        )


class WaitingEntry(models.Model):
    """A customer waits for a time for this service, here, within these days; perhaps of one helper."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("a time was taken")
        LEFT = "left", _("left the list")
        EXPIRED = "expired", _("nothing was freed in time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(ServicePackage, on_delete=models.PROTECT, related_name="+")
    # Null: anyone who is checked and near.
    helper = models.ForeignKey(
        Helper, null=True, on_delete=models.CASCADE, related_name="+"
    )
    postal_code = models.CharField(max_length=10)
    place = models.CharField(max_length=120)
    lat = models.FloatField()
    lng = models.FloatField()
    # The visit may begin from then on, and before then.
    earliest = models.DateTimeField()
    latest = models.DateTimeField()
    since = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    objects = scope.BrandManager.from_queryset(WaitingEntryQuerySet)()
    across_brands = models.Manager["WaitingEntry"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="waits_once"
            ),
            models.CheckConstraint(
                condition=Q(latest__gt=F("earliest")), name="waiting_has_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="waiting_ended_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "since"],
                condition=Q(ended_at__isnull=True),
                name="waiting_line",
            )
        ]

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    @property
    def path(self) -> str:
        return f"/waiting/{self.pk}/"


class WaitingOffer(models.Model):
    """A time that was freed and is kept for one who waits, until then. Answered once."""

    class Answer(models.TextChoices):
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("not answered in time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="offers")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    # What keeps the time; null once it is answered, or the helper may not be sent any more.
    slot = models.OneToOneField(
        Slot, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["WaitingOffer"]()
    across_brands = models.Manager["WaitingOffer"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(answer=""), name="one_kept_time"
            ),
            models.UniqueConstraint(
                fields=["entry", "helper", "starts_at"], name="kept_once_for_her"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, slot__isnull=True)),
                name="kept_until_answered",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="kept_for_a_while"),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(answer=""), name="kept_times_due")
        ]

    def is_kept(self, at: datetime) -> bool:
        """Whether it may still be taken."""
        return not self.answer and self.slot_id is not None and at < self.until
