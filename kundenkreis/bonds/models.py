"""Favourites, and pairs that are kept apart."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person


class Favourite(models.Model):
    """This customer would like this helper again. Taken back by deleting it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    customer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["Favourite"]()
    across_brands = models.Manager["Favourite"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "customer", "helper"], name="favourite_once"
            )
        ]


class Avoidance(models.Model):
    """One side wants no visit with the other again. Private to the side that said it.

    While it stands no booking and no question of a wave can join the two (`bonds.sql`).
    """

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        HELPER = "helper", _("helper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    customer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.CASCADE, related_name="+")
    # Whose wish it is; staff writes down what was said by telephone.
    side = models.CharField(max_length=8, choices=Side.choices)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    objects = scope.BrandManager["Avoidance"]()
    across_brands = models.Manager["Avoidance"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "customer", "helper", "side"], name="avoided_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "helper"]), name="avoidance_side"
            ),
        ]
