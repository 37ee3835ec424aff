"""When a helper can be booked, and the live slots of her calendar."""

import uuid

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.helpers.models.checks import Verification
from kundenkreis.helpers.models.members import Helper
from kundenkreis.people.models import Person


class AvailabilityPlan(models.Model):
    """Every week on this weekday (Monday is 0), from a clock time to another, in the helper's zone."""

    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="plan")
    weekday = models.PositiveSmallIntegerField()
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        ordering = ["weekday", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "weekday", "start"], name="plan_block_once"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="plan_block"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="plan_weekday"),
        ]


class AvailabilityException(models.Model):
    """On this day the weekly plan does not count: closed, or open at these times instead."""

    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    start = models.TimeField(null=True)
    end = models.TimeField(null=True)

    class Meta:
        ordering = ["day", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "day", "start"],
                name="exception_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="exception_block",
            ),
        ]


class Availability(models.Model):
    """A stretch of time in which the helper may be booked: plan and exceptions, 12 weeks ahead."""

    helper = models.ForeignKey(
        Helper, on_delete=models.CASCADE, related_name="availability"
    )
    open = DateTimeRangeField()


class Slot(models.Model):
    """A live reservation in a helper's calendar; deleted when the visit is over or called off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="slots")
    package = models.ForeignKey(ServicePackage, on_delete=models.PROTECT, related_name="+")
    # The appointment itself; must lie inside availability and verification.
    visit = DateTimeRangeField()
    # The appointment and the way afterwards; no two of a helper overlap, whatever the brand.
    during = DateTimeRangeField()
    made_at = models.DateTimeField()
    # No visit yet: kept until then for this one customer, who may order it; then released by the clock.
    kept_until = models.DateTimeField(null=True)
    kept_for = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="+"
    )
    objects = scope.BrandManager["Slot"]()
    across_brands = models.Manager["Slot"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(visit__isempty=False, during__contains=F("visit")),
                name="slot_contains_visit",
            ),
            models.CheckConstraint(
                condition=Q(
                    visit__lower_inc=True, visit__upper_inc=False, visit__upper_inf=False
                ),
                name="slot_half_open",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__isnull=True, kept_for__isnull=True)
                | Q(kept_until__isnull=False, kept_for__isnull=False),
                name="slot_kept_for_somebody",
            ),
            # What bookings point at, so that a booking and its slot agree (marketplace.sql).
            models.UniqueConstraint(
                fields=["id", "helper", "visit"], name="slot_helper_visit"
            ),
        ]


class SlotRequirement(models.Model):
    """The slot needs this kind of verification throughout; a foreign key of time sees to it."""

    brand = scope.BrandKey()
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="requirements")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Verification.Kind.choices)
    visit = DateTimeRangeField()
    objects = scope.BrandManager["SlotRequirement"]()
    across_brands = models.Manager["SlotRequirement"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["slot", "kind"], name="slot_requires_once"),
        ]
