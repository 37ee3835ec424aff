"""The company: its look, hours, rules of money."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kundenkreis.brands.policies import STANDARD, Policy
from kundenkreis.core import hours


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
