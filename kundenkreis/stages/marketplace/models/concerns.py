"""What someone at a visit told the team in silence: the other side never sees that there is anything."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking


class VisitConcern(models.Model):
    """Something is not right at this visit: who says so, what, and which of the team took care."""

    class Reason(models.TextChoices):
        UNSAFE = "unsafe", _("I do not feel safe.")
        ANOTHER_PERSON = "another_person", _("Someone else came than agreed.")
        MONEY_OUTSIDE = "money_outside", _("I should pay cash or outside of this page.")
        PASSWORDS = "passwords", _("I should give away passwords or bank details.")
        DANGER = "danger", _("Something here is dangerous.")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["VisitConcern"]()
    across_brands = models.Manager["VisitConcern"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="concern_handled_by",
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=[
                        "unsafe",
                        "another_person",
                        "money_outside",
                        "passwords",
                        "danger",
                        "other",
                    ]
                ),
                name="concern_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(handled_at=None), name="concerns_open")
        ]
