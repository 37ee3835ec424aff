"""Two come: who goes along with the first technician of a firm."""

from django.db import models

from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.stages.marketplace.models.bookings import Booking


class Companion(models.Model):
    """The second technician of a visit that two do, of the same firm; her time is kept beside the first one's.

    A live visit of two has one, at its very time (`two_persons.sql`).
    """

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="companion"
    )
    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    slot = models.OneToOneField(Slot, null=True, on_delete=models.PROTECT, related_name="+")
    # When she was told that she goes there.
    told_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Companion"]()
    across_brands = models.Manager["Companion"]()

    class Meta:
        base_manager_name = "objects"
