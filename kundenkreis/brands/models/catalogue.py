"""What can be booked: service packages, the skills they need, extras."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.brands.models.ladder import Topic
from kundenkreis.brands.policies import STANDARD, Policy
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick


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
    # How many come: 1, or 2 of one firm.
    persons = models.PositiveSmallIntegerField(default=1, db_default=1)
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
            models.CheckConstraint(condition=Q(persons__in=[1, 2]), name="package_persons"),
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


class PackagePrice(models.Model):
    """What a service costs from when on. Old prices stay, and one that has begun is never taken back (`offer.sql`)."""

    brand = scope.BrandKey()
    package = models.ForeignKey(
        ServicePackage, on_delete=models.CASCADE, related_name="prices"
    )
    # Minor units of the brand's currency.
    price = models.BigIntegerField()
    valid_from = models.DateTimeField()
    set_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["PackagePrice"]()
    across_brands = models.Manager["PackagePrice"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "valid_from"],
                condition=Q(taken_back_at__isnull=True),
                name="one_price_at_a_time",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="price_not_negative"),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True)
                | Q(taken_back_at__isnull=True, begun_at__gte=F("valid_from")),
                name="price_begun",
            ),
        ]


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
