"""Photos of a visit: what the helper shows of the work, kept for a while, for those around the visit."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking


class VisitPhoto(models.Model):
    """One photo, written anew by `core.pictures`. Lies in the database, never among static files."""

    MOST = 6
    # After the visit; then the schedule deletes it.
    KEPT = timedelta(days=90)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["VisitPhoto"]()
    across_brands = models.Manager["VisitPhoto"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "number"], name="photo_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=6), name="photo_at_most_six"
            ),
        ]
        indexes = [models.Index(fields=["added_at"], name="photos_oldest")]

    @property
    def path(self) -> str:
        return f"/photos/{self.pk}/"
