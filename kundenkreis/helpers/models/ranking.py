"""How much counts at a brand; where a helper stood among others, and why."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.helpers.models.members import Helper
from kundenkreis.people.models import Person


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


class RankingWeights(models.Model):
    """How much each parameter counts at this brand, in percent, and who said so. Without a row: the defaults."""

    brand = scope.BrandKey()
    distance = models.PositiveSmallIntegerField()
    standing = models.PositiveSmallIntegerField()
    price = models.PositiveSmallIntegerField()
    rest = models.PositiveSmallIntegerField()
    # Of a hundred places so many for newcomers.
    newcomers = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    objects = scope.BrandManager["RankingWeights"]()
    across_brands = models.Manager["RankingWeights"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="ranking_weights_once"),
            models.CheckConstraint(
                condition=Q(distance=100 - F("standing") - F("price") - F("rest")),
                name="ranking_weights_are_all",
            ),
            models.CheckConstraint(
                condition=Q(newcomers__lte=30), name="ranking_newcomers"
            ),
        ]
