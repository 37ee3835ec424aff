"""Helpers, their memberships and packages, verifications, hours, and the live slots of their calendar.

What Django cannot express about these tables (no overlaps, slots inside availability and
verification) stands in `migrations/sql/helpers.sql`.
"""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.helpers.standing import WEIGHTS, Standing
from kundenkreis.people.models import Person

# Nobody drives further for a visit; it also bounds the cells a search must look at.
MOST_RADIUS_KM = 50
# Stars are shown to the public only from so many reviews on (ux.md 28).
FEWEST_REVIEWS = 5


class Helper(models.Model):
    """A person who visits others. One calendar, whichever brand sends her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    languages = ArrayField(models.CharField(max_length=2), default=list)
    # Whoever helps for a living must say so (a trader under consumer law); most are neighbours.
    professional = models.BooleanField(default=False)
    country = models.CharField(max_length=2, default="CH")
    postal_code = models.CharField(max_length=10)
    place = models.CharField(max_length=120)
    # The middle of the postal code's area, never the front door; WGS 84 degrees.
    lat = models.FloatField()
    lng = models.FloatField()
    # Row and column on the 0.05° grid of `core.geo`.
    gy = models.IntegerField()
    gx = models.IntegerField()
    radius_km = models.PositiveSmallIntegerField(default=10)
    about = models.TextField(blank=True)
    # Minutes kept free after each visit for the way to the next.
    travel_buffer = models.PositiveSmallIntegerField(default=30)
    # Visits a day at most.
    capacity = models.PositiveSmallIntegerField(default=4)
    timezone = models.CharField(max_length=40, default="Europe/Zurich")
    joined_at = models.DateTimeField()
    # Takes no new visits for now.
    paused_at = models.DateTimeField(null=True)
    # The first day for which the plan has not yet become availability.
    planned_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gy", "gx"], name="helpers_by_cell")]
        constraints = [
            models.CheckConstraint(
                condition=Q(radius_km__gte=1) & Q(radius_km__lte=MOST_RADIUS_KM),
                name="helper_radius",
            ),
            models.CheckConstraint(
                condition=Q(travel_buffer__lte=240), name="helper_travel_buffer"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1) & Q(capacity__lte=12), name="helper_capacity"
            ),
        ]

    def __str__(self) -> str:
        return self.person.shown_name

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def buffer(self) -> timedelta:
        return timedelta(minutes=self.travel_buffer)


class HelperBrandQuerySet(models.QuerySet["HelperBrand"]):
    def current(self, at: datetime) -> "HelperBrandQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)


class HelperBrand(models.Model):
    """A helper works for this brand: since when, and how well it went."""

    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    # Weighed good and bad outcomes as of `weighed_at`; they fade with time (see standing.py).
    good = models.FloatField(default=0)
    bad = models.FloatField(default=0)
    weighed_at = models.DateTimeField(null=True)
    # The lower bound of the standing, for sorting; recalculated with each outcome.
    quality = models.FloatField(default=Standing(0, 0).lower_bound)
    jobs = models.PositiveIntegerField(default=0)
    no_shows = models.PositiveIntegerField(default=0)
    cancellations = models.PositiveIntegerField(default=0)
    # Of published reviews only.
    reviews = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)
    objects = scope.BrandManager.from_queryset(HelperBrandQuerySet)()
    across_brands = models.Manager["HelperBrand"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["helper", "brand"], name="member_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="membership_period",
            ),
            models.CheckConstraint(
                condition=Q(good__gte=0) & Q(bad__gte=0), name="outcomes_not_negative"
            ),
        ]

    def standing(self, at: datetime) -> Standing:
        """How well it went, seen from this moment."""
        return Standing(self.good, self.bad).faded(at - (self.weighed_at or at))

    @property
    def mean_stars(self) -> float | None:
        """Mean of the public stars; None below five reviews."""
        return self.stars / self.reviews if self.reviews >= FEWEST_REVIEWS else None


class Outcome(models.Model):
    """One piece of news about how well a helper does. Together they are her standing, explained."""

    brand = scope.BrandKey()
    member = models.ForeignKey(
        HelperBrand, on_delete=models.CASCADE, related_name="outcomes"
    )
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in WEIGHTS])
    # What it is about, such as "booking:<uuid>"; a second word on the same replaces the first.
    subject = models.CharField(max_length=80)
    # Between 0 (bad) and 1 (good).
    value = models.FloatField()
    at = models.DateTimeField()
    objects = scope.BrandManager["Outcome"]()
    across_brands = models.Manager["Outcome"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "subject"], name="outcome_once"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=1), name="outcome_value"
            ),
        ]


class HelperPackage(models.Model):
    """A service package this helper does for the brand; at her own price, where that is given."""

    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="packages")
    package = models.ForeignKey(ServicePackage, on_delete=models.CASCADE, related_name="+")
    # Minor units of the brand's currency; None: the package's price.
    price = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    objects = scope.BrandManager["HelperPackage"]()
    across_brands = models.Manager["HelperPackage"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["package", "helper"], name="does_package_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="own_price"
            ),
        ]


class VerificationQuerySet(models.QuerySet["Verification"]):
    def valid(self, at: datetime) -> "VerificationQuerySet":
        return self.filter(valid__contains=at)


class Verification(models.Model):
    """Something about a helper was checked for a brand: what, by whom, valid from when to when."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("identity")
        TRAINING = "training", _("training")
        CONDUCT = "conduct", _("conduct test")
        INSURANCE = "insurance", _("insurance")
        CERTIFICATE = "certificate", _("certificate of the brand")

    brand = scope.BrandKey()
    helper = models.ForeignKey(
        Helper, on_delete=models.CASCADE, related_name="verifications"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    valid = DateTimeRangeField()
    checked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager.from_queryset(VerificationQuerySet)()
    across_brands = models.Manager["Verification"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid__isempty=False), name="verification_not_empty"
            ),
        ]


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
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end")),
                name="exception_block",
            ),
        ]


class Availability(models.Model):
    """A stretch of time in which the helper may be booked: plan and exceptions, 12 weeks ahead."""

    helper = models.ForeignKey(
        Helper, on_delete=models.CASCADE, related_name="availability"
    )
    open = DateTimeRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(open__isempty=False), name="availability_not_empty"
            ),
        ]


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


class RankingExplanation(models.Model):
    """Where a helper stood when helpers were ranked for something, and why: hers to read.

    Kept for a year. It says nothing about the customer.
    """

    KEPT = timedelta(days=365)

    brand = scope.BrandKey()
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="rankings")
    # What it was for, such as "booking:<uuid>" or "request:<uuid>".
    subject = models.CharField(max_length=80)
    package = models.ForeignKey(
        ServicePackage, null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()
    # From 1 to the size of the pool: how many were considered.
    rank = models.PositiveIntegerField()
    pool = models.PositiveIntegerField()
    # She was asked; otherwise only considered.
    asked = models.BooleanField()
    score = models.FloatField()
    # What each parameter gave, and what it could have given at most, by name.
    parts = models.JSONField()
    weights = models.JSONField()
    objects = scope.BrandManager["RankingExplanation"]()
    across_brands = models.Manager["RankingExplanation"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "subject", "helper", "at"], name="explained_once"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1) & Q(rank__lte=F("pool")), name="rank_in_pool"
            ),
        ]
        indexes = [
            models.Index(fields=["helper", "-at"], name="rankings_of_helper"),
            models.Index(fields=["brand", "at"], name="rankings_by_age"),
        ]
