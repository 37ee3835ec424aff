"""What a brand sets, months that were closed, each member's share with its lines, and what became of points."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person


class PaybackTerms(models.Model):
    """What holds from a month on: the budget in minor units, which are points. Only grows; a month begun keeps its own."""

    brand = scope.BrandKey()
    # The first day of a month.
    from_month = models.DateField()
    budget = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # For a member's first month with a solution.
    first_points = models.BigIntegerField()
    # From so many points on they can become money.
    money_from = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["PaybackTerms"]()
    across_brands = models.Manager["PaybackTerms"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    budget__gte=0, first_points__gte=0, money_from__gte=1, from_month__day=1
                )
                & ~Q(reason=""),
                name="payback_terms",
            ),
        ]
        indexes = [
            models.Index(
                fields=["brand", "-from_month", "-id"], name="payback_terms_newest"
            )
        ]

    @property
    def money(self) -> Money:
        return Money(self.budget, self.currency)


class PaybackMonth(models.Model):
    """One month, closed once: its budget is shared, and nothing of it changes any more (payback.sql)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    month = models.DateField()
    budget = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # What was given of it; less than the budget where nothing helped.
    points = models.BigIntegerField()
    closed_at = models.DateTimeField()
    objects = scope.BrandManager["PaybackMonth"]()
    across_brands = models.Manager["PaybackMonth"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "month"], name="month_closed_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=F("budget")),
                name="month_within_budget",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/payback/months/{self.pk}/"


class PaybackShare(models.Model):
    """What one member gets of one month, and how it came to be."""

    brand = scope.BrandKey()
    month = models.ForeignKey(PaybackMonth, on_delete=models.PROTECT, related_name="shares")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Of them `fixed`: for a first month with a solution.
    points = models.BigIntegerField()
    fixed = models.BigIntegerField(default=0)
    # Σq, and √q of all: the share can be checked.
    quality = models.FloatField()
    objects = scope.BrandManager["PaybackShare"]()
    across_brands = models.Manager["PaybackShare"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["month", "person"], name="month_shared_once"),
            models.CheckConstraint(
                condition=Q(points__gt=0, fixed__gte=0, fixed__lte=F("points")),
                name="share_points",
            ),
        ]


class PaybackLine(models.Model):
    """One answer on a statement: how many thanked, whether it solved, how new it was, and its points."""

    brand = scope.BrandKey()
    share = models.ForeignKey(PaybackShare, on_delete=models.PROTECT, related_name="lines")
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    answered_at = models.DateTimeField()
    givers = models.PositiveIntegerField()
    solved = models.BooleanField()
    novelty = models.FloatField()
    weight = models.FloatField()
    points = models.BigIntegerField()
    objects = scope.BrandManager["PaybackLine"]()
    across_brands = models.Manager["PaybackLine"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            # An answer is paid back once for ever.
            models.UniqueConstraint(fields=["brand", "subject"], name="answer_paid_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0, weight__gt=0, weight__lte=1), name="payback_line"
            ),
        ]


class Organisation(models.Model):
    """To whom members may give their points. It has an account in the books, but is nobody who signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["Organisation"]()
    across_brands = models.Manager["Organisation"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="organisation_once"),
        ]


class Redemption(models.Model):
    """Points became something else, once: a point is a minor unit of the brand's money."""

    class Way(models.TextChoices):
        CREDIT = "credit", _("Credit for my next bill")
        MONEY = "money", _("Money to my bank account")
        DONATION = "donation", _("A donation")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    points = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    objects = scope.BrandManager["Redemption"]()
    across_brands = models.Manager["Redemption"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gt=0)
                & (
                    Q(way__in=["credit", "money"], organisation__isnull=True)
                    | Q(way="donation", organisation__isnull=False)
                ),
                name="redemption_goes_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="redemptions_of_person")]

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"payback:{self.pk}"

    @property
    def money(self) -> Money:
        return Money(self.points, self.currency)


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_before(day: date) -> date:
    """The first day of the month before."""
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
