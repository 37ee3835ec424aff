"""Helpers, their memberships of brands, how well it went, and what they do."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.helpers.standing import WEIGHTS, Standing
from kundenkreis.helpers.stars import Stars
from kundenkreis.people.models import Person

# Nobody drives further for a visit; it also bounds the cells a search must look at.
MOST_RADIUS_KM = 50


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
    # A break that has an end: no hours from this day until the day she is back.
    away_from = models.DateField(null=True)
    away_until = models.DateField(null=True)
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
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(
                    away_from__isnull=False,
                    away_until__isnull=False,
                    away_from__lt=F("away_until"),
                ),
                name="helper_away",
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
    # Her own rate an hour, in minor units, where the brand lets her have one; None: the packages' prices.
    # The prices of her packages follow it (migrations/sql/own_rates.sql).
    hourly_rate = models.BigIntegerField(null=True)
    # Weighed good and bad outcomes as of `weighed_at`; they fade with time (see standing.py).
    good = models.FloatField(default=0)
    bad = models.FloatField(default=0)
    weighed_at = models.DateTimeField(null=True)
    # The lower bound of the standing, for sorting; recalculated with each outcome.
    quality = models.FloatField(default=Standing(0, 0).lower_bound)
    jobs = models.PositiveIntegerField(default=0)
    no_shows = models.PositiveIntegerField(default=0)
    cancellations = models.PositiveIntegerField(default=0)
    # Of published reviews that count: how many, the sum of their stars and of the squares of these.
    reviews = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)
    squares = models.PositiveIntegerField(default=0, db_default=0)
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
    def public_stars(self) -> Stars:
        """What everyone may see from five reviews on."""
        return Stars(self.reviews, self.stars, self.squares)

    @property
    def mean_stars(self) -> float | None:
        """Mean of the public stars; None below five reviews."""
        return self.public_stars.mean


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
    # Who said it, and what she may share with other accounts (address, telephone), as keyed hashes.
    source = models.CharField(max_length=64, blank=True)
    shared = ArrayField(models.CharField(max_length=64), default=list)
    # 0: a relative's word, which does not count.
    weight = models.FloatField(default=1)
    # It does not count from then on: a contest of the helper was upheld.
    struck_at = models.DateTimeField(null=True)
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
            models.CheckConstraint(
                condition=Q(weight__gte=0) & Q(weight__lte=1), name="outcome_weight"
            ),
        ]


class Contest(models.Model):
    """A helper says that one line of her standing is not right; somebody answers with reasons, once.

    Kept with both texts (platform work: a human review with written reasons).
    """

    brand = scope.BrandKey()
    outcome = models.OneToOneField(
        Outcome, on_delete=models.CASCADE, related_name="contest"
    )
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["Contest"]()
    across_brands = models.Manager["Contest"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="contest_answered_with_reasons",
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
