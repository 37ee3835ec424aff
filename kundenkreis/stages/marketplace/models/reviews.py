"""What both sides say about a visit afterwards. Shown as verified: a key ties it to a completed visit."""

from datetime import timedelta

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models.bookings import Booking

# What a customer may say besides stars, each of her own free will. Never shown of one review alone.
MARKS = ("explained", "on_time", "solved")


class Review(models.Model):
    """What one side says about the other, unseen until both have spoken or 14 days have passed.

    Once it can be read nothing of it changes, except that its words may be forgotten with their
    author (reviews.sql).
    """

    class Side(models.TextChoices):
        CUSTOMER = "customer", _("customer")
        HELPER = "helper", _("helper")

    class Mark(models.IntegerChoices):
        YES = 2, _("yes")
        PARTLY = 1, _("partly")
        NO = 0, _("no")

    WINDOW = timedelta(days=14)

    brand = scope.BrandKey()
    # Its name outside, which tells nobody how many reviews there are.
    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="reviews")
    side = models.CharField(max_length=8, choices=Side.choices)
    # Both of the booking's, held to it by a key: nobody else can have reviewed.
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, related_name="+")
    # The row of the history in which the visit was completed, held to it by a key.
    completed_seq = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField()
    explained = models.PositiveSmallIntegerField(null=True, choices=Mark.choices)
    on_time = models.PositiveSmallIntegerField(null=True, choices=Mark.choices)
    solved = models.PositiveSmallIntegerField(null=True, choices=Mark.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)
    # Not shown any more: a report was upheld.
    hidden_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Review"]()
    across_brands = models.Manager["Review"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "side"], name="reviewed_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=1) & Q(stars__lte=5), name="review_stars"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "helper"]), name="review_side"
            ),
            models.CheckConstraint(
                condition=Q(side="customer")
                | Q(explained__isnull=True, on_time__isnull=True, solved__isnull=True),
                name="marks_by_customer",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}__isnull": True}) | Q(**{f"{mark}__lte": 2}),
                    name=f"mark_{mark}",
                )
                for mark in MARKS
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=Q(revealed_at__isnull=True), name="reviews_hidden"
            ),
            models.Index(
                fields=["brand", "helper", "-revealed_at"],
                condition=Q(revealed_at__isnull=False, side="customer"),
                name="reviews_of_helper",
            ),
        ]
