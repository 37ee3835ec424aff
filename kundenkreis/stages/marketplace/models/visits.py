"""The doing of a visit, and the history of its booking."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking


class Visit(models.Model):
    """The doing: on the way, at the door, done, signed off."""

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="visit"
    )
    brand = scope.BrandKey()
    # Wrong words at the door so far; after five only the staff can go on.
    tries = models.PositiveSmallIntegerField(default=0)
    # Wrong sign-off codes likewise.
    code_tries = models.PositiveSmallIntegerField(default=0)
    # The helper has called the customer after accepting.
    called_at = models.DateTimeField(null=True)
    # The customer said, the day before, that she is there.
    reaffirmed_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    # Between when and when she comes, as last said.
    comes_from = models.DateTimeField(null=True)
    comes_until = models.DateTimeField(null=True)
    # The helper said at the door that a second person is with the customer.
    second_person_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    # What was done, in the helper's words.
    report = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # When the customer was reminded to sign off.
    reminded_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Visit"]()
    across_brands = models.Manager["Visit"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at__isnull=True)
                | Q(departed_at__isnull=False, started_at__gte=F("departed_at")),
                name="visit_departs_first",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True)
                | Q(started_at__isnull=False, completed_at__gte=F("started_at")),
                name="visit_starts_first",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True)
                | Q(completed_at__isnull=False, signed_off_at__gte=F("completed_at")),
                name="visit_completes_first",
            ),
        ]


class BookingTransition(models.Model):
    """One row for each thing that happened to a booking. Only grows; follows `transitions.py`."""

    brand = scope.BrandKey()
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="history")
    seq = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    from_state = models.CharField(max_length=14)
    to_state = models.CharField(max_length=14)
    # What the author was to this booking: customer, helper, staff, clock.
    actor = models.CharField(max_length=10)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    # When we heard of it, if it was tapped without a network and sent later.
    heard_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["BookingTransition"]()
    across_brands = models.Manager["BookingTransition"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "seq"], name="history_in_order"),
            models.UniqueConstraint(
                fields=["booking", "seq", "to_state"], name="history_states"
            ),
        ]
