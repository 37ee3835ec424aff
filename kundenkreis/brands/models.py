"""Brands and what they offer: topics, packages, ladder, hours, rules of money."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.policies import STANDARD, Policy
from kundenkreis.core import hours, scope
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick

STAGES = ("knowledge", "community", "experts", "marketplace", "desk")


def test_card_only() -> list[str]:
    """The default of the first migrations, which name it."""
    return ["test_card"]


def by_bill() -> list[str]:
    """What a brand offers before it has chosen."""
    return ["invoice"]


class Brand(models.Model):
    """A company on this installation."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    hosts = ArrayField(models.CharField(max_length=120), default=list)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    currency = models.CharField(max_length=3, default="CHF")
    country = models.CharField(max_length=2, default="CH")
    timezone = models.CharField(max_length=40, default="Europe/Zurich")
    # Design tokens by name, such as {"brand": "#0b5d5e", "accent": "#e4572e"}; checked for contrast.
    look = models.JSONField(default=dict)
    tagline = models.JSONField(default=dict)
    phone = models.CharField(max_length=30)
    mail = models.EmailField()
    # Opening hours of the desk: seven entries, Monday first, each ["08:00", "19:00"] or null.
    hours = models.JSONField(default=list)
    commission_percent = models.PositiveSmallIntegerField(default=15)
    # Between which amounts an hour (minor units) helpers may ask a rate of their own; both empty: they may not.
    own_rate_least = models.BigIntegerField(null=True)
    own_rate_most = models.BigIntegerField(null=True)
    # What cancelling a visit costs; `cancellation_steps` are the brand's own instead of the standard ones.
    cancellation_policy = models.CharField(
        max_length=10, choices=Policy.choices, default=Policy.MODERATE
    )
    cancellation_steps = models.JSONField(default=list, blank=True)
    # Ways to pay offered to customers, by the provider's name, the first one preselected.
    payment_methods = ArrayField(models.CharField(max_length=20), default=by_bill)
    # Who is paid by bill: name, street, house_number, postal_code, city, country, iban.
    creditor = models.JSONField(default=dict)
    # Days until a bill is due.
    bill_days = models.PositiveSmallIntegerField(default=30)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(commission_percent__lte=100),
                name="brand_percent",
            ),
            models.CheckConstraint(
                condition=Q(own_rate_least__isnull=True, own_rate_most__isnull=True)
                | Q(
                    own_rate_least__gt=0,
                    own_rate_least__isnull=False,
                    own_rate_most__isnull=False,
                    own_rate_most__gte=F("own_rate_least"),
                ),
                name="brand_own_rates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def cancellation(self) -> list[list[int]]:
        """The steps of what cancelling costs: its own, or the standard ones of its policy."""
        own: list[list[int]] = self.cancellation_steps
        return own or STANDARD[self.cancellation_policy]

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is staffed at this moment."""
        return self.opens_at(at) == at

    def opens_at(self, at: datetime) -> datetime | None:
        """`at` itself when the desk is open then, else the next opening; None without hours."""
        return hours.opens_at(self.hours, self.zone, at)


class LadderStep(models.Model):
    """One stage on the brand's ladder. Which stages, and in which order, is data."""

    brand = scope.BrandKey()
    stage = models.CharField(max_length=20, choices=[(stage, stage) for stage in STAGES])
    position = models.PositiveSmallIntegerField()
    # What one try or visit of this stage costs the company, for the manager's sums; minor units.
    unit_cost = models.BigIntegerField(default=0)
    objects = scope.BrandManager["LadderStep"]()
    across_brands = models.Manager["LadderStep"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "stage"], name="one_step_per_stage"),
            models.CheckConstraint(
                condition=Q(unit_cost__gte=0), name="unit_cost_not_negative"
            ),
        ]


class Topic(models.Model):
    """What a case is about. Service is more than repair: kind and phase say which."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical", _("technical")
        COMMERCIAL = "commercial", _("commercial")

    class Phase(models.TextChoices):
        BEFORE = "before", _("before a purchase")
        DURING = "during", _("during a purchase")
        AFTER = "after", _("after a purchase")

    brand = scope.BrandKey()
    slug = models.SlugField()
    words = models.JSONField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    phase = models.CharField(max_length=8, choices=Phase.choices)
    icon = models.CharField(max_length=40, default="help")
    # Words in a customer's sentence that speak for this topic, in all languages.
    signs = ArrayField(models.CharField(max_length=40), default=list)
    position = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["Topic"]()
    across_brands = models.Manager["Topic"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="topic_slug")]

    def __str__(self) -> str:
        return pick(self.words)


class ServicePackage(models.Model):
    """A visit at a fixed price: what it covers, how long it takes, what its helper must hold."""

    brand = scope.BrandKey()
    slug = models.SlugField()
    words = models.JSONField()
    description = models.JSONField(default=dict)
    # What is included, one line each: {"de": ["…"], "en": ["…"]}.
    includes = models.JSONField(default=dict)
    topics = models.ManyToManyField(Topic, related_name="packages")
    # Instead of the brand's policy; empty: the brand's.
    cancellation_policy = models.CharField(
        max_length=10, choices=Policy.choices, blank=True, default=""
    )
    price = models.BigIntegerField()
    duration = models.DurationField()
    # Kinds of verification a helper must hold throughout the visit.
    requires = ArrayField(models.CharField(max_length=20), default=list)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    # From then on only helpers who have gone the path of this service do it; None: anyone enrolled.
    certified_since = models.DateTimeField(null=True)
    objects = scope.BrandManager["ServicePackage"]()
    across_brands = models.Manager["ServicePackage"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="package_slug"),
            models.CheckConstraint(condition=Q(price__gte=0), name="package_price"),
            models.CheckConstraint(
                condition=Q(duration__gte=timedelta(minutes=15))
                & Q(duration__lte=timedelta(hours=8)),
                name="package_duration",
            ),
        ]

    def __str__(self) -> str:
        return pick(self.words)

    @property
    def money(self) -> Money:
        return Money(self.price, self.brand.currency)

    @property
    def cancellation(self) -> list[list[int]]:
        """The steps that count for a visit booked now (`policies.py`)."""
        if self.cancellation_policy:
            return STANDARD[self.cancellation_policy]
        steps: list[list[int]] = self.brand.cancellation
        return steps


class Level(models.IntegerChoices):
    """How well somebody knows something. Higher covers lower."""

    BASIC = 1, _("basic")
    GOOD = 2, _("good")
    EXPERT = 3, _("expert")


class Skill(models.Model):
    """Something a helper of the brand may know, more or less well, such as Wi-Fi."""

    brand = scope.BrandKey()
    slug = models.SlugField()
    words = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager["Skill"]()
    across_brands = models.Manager["Skill"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "slug"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="skill_slug")]

    def __str__(self) -> str:
        return pick(self.words)


class PackageSkill(models.Model):
    """Who does this package must know the skill at least so well."""

    brand = scope.BrandKey()
    package = models.ForeignKey(
        ServicePackage, on_delete=models.CASCADE, related_name="needs"
    )
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.BASIC)
    objects = scope.BrandManager["PackageSkill"]()
    across_brands = models.Manager["PackageSkill"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["package", "skill"], name="package_needs_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=3), name="needed_level"
            ),
        ]


class AddOn(models.Model):
    """What a visit may need beyond its package, at a fixed price: a cable, half an hour more."""

    brand = scope.BrandKey()
    slug = models.SlugField()
    words = models.JSONField()
    price = models.BigIntegerField()
    # How much longer the visit takes with it.
    minutes = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["AddOn"]()
    across_brands = models.Manager["AddOn"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="add_on_slug"),
            models.CheckConstraint(condition=Q(price__gt=0), name="add_on_price"),
            models.CheckConstraint(condition=Q(minutes__lte=240), name="add_on_minutes"),
        ]

    def __str__(self) -> str:
        return pick(self.words)

    @property
    def money(self) -> Money:
        return Money(self.price, self.brand.currency)


class PostalCode(models.Model):
    """A postal code with the middle of its area. GeoNames, CC BY 4.0; no brand owns geography."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=10)
    place = models.CharField(max_length=120)
    region = models.CharField(max_length=40, blank=True)
    lat = models.FloatField()
    lng = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="postal_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"
