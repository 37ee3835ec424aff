"""The way to a visit: the helper's last place, for as long as she is on the way; and what the clock told."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.stages.marketplace.models.bookings import Booking


class TripPosition(models.Model):
    """Where the helper was last, if she shares it. One row, overwritten, gone when the way is over.

    The database deletes it the moment the booking leaves `on_the_way` and lets none exist
    otherwise (`marketplace_trips.sql`).
    """

    # Not sooner than this is another place taken.
    EVERY = timedelta(seconds=20)
    # What nobody renewed is deleted.
    KEPT = timedelta(hours=2)

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="position"
    )
    brand = scope.BrandKey()
    # WGS 84 degrees.
    lat = models.FloatField()
    lng = models.FloatField()
    at = models.DateTimeField()
    objects = scope.BrandManager["TripPosition"]()
    across_brands = models.Manager["TripPosition"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="position_on_earth",
            ),
        ]

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)


class VisitReminder(models.Model):
    """The clock reminded someone of this visit at this time, once. A new time is reminded of anew."""

    class Kind(models.TextChoices):
        CALL = "call"  # the helper, to call the customer
        TOMORROW = "tomorrow"  # both, the day before
        SOON = "soon"  # the customer, half an hour before: who comes, and how to be sure

    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_at = models.DateTimeField()
    at = models.DateTimeField()
    objects = scope.BrandManager["VisitReminder"]()
    across_brands = models.Manager["VisitReminder"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "kind", "starts_at"], name="reminded_once"
            ),
        ]
