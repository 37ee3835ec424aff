"""Money on its way in: a payment begun on a provider's page, what providers told, what we owe them to hear."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models.books import SUBJECT_LENGTH, about
from kundenkreis.people.models import Person


class PaymentQuerySet(models.QuerySet["Payment"]):
    def of(self, subject: str) -> "PaymentQuerySet":
        """The payments of a subject and its parts, oldest first."""
        return self.filter(about(subject)).order_by("begun_at")

    def open(self) -> "PaymentQuerySet":
        """Nobody knows yet how they end."""
        return self.filter(ended_at__isnull=True)

    def to_be_looked_at(self, at: datetime) -> "PaymentQuerySet":
        """Open ones every minute; ended ones, which may still be paid late, every ten for two hours."""
        minute, ten, two_hours = (
            timedelta(seconds=50),
            timedelta(minutes=10),
            timedelta(hours=2),
        )
        open_ = Q(ended_at__isnull=True, looked_at__lte=at - minute)
        late = Q(
            ended_at__gte=at - two_hours, looked_at__lte=at - ten, returned_at__isnull=True
        )
        return self.filter(open_ | late & ~Q(end=Payment.End.HELD)).order_by("looked_at")


class Payment(models.Model):
    """Somebody was sent to a provider's page to pay for one subject. Money counts once it is held."""

    class End(models.TextChoices):
        HELD = "held", _("paid")
        FAILED = "failed", _("not paid")
        EXPIRED = "expired", _("not paid in time")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    payee = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    # The charge's name at the provider, and the page where its payer pays.
    ref = models.CharField(max_length=120)
    url = models.TextField()
    idem = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    pay_by = models.DateTimeField()
    looked_at = models.DateTimeField()
    end = models.CharField(max_length=9, choices=End.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    # Paid too late or twice: when all of it was given back.
    returned_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(PaymentQuerySet)()
    across_brands = models.Manager["Payment"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "subject"],
                condition=Q(ended_at__isnull=True),
                name="one_open_payment",
            ),
            models.UniqueConstraint(fields=["provider", "ref"], name="payment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_not_empty"),
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True)
                | ~Q(end="") & Q(ended_at__isnull=False),
                name="payment_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True)
                | ~Q(end__in=["", "held"]) & Q(returned_at__isnull=False),
                name="payment_returned_after_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["looked_at"],
                condition=~Q(end="held") & Q(returned_at__isnull=True),
                name="payments_watched",
            )
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class ProviderEvent(models.Model):
    """A message of a provider, kept by its id so that each acts once. It knows no person."""

    provider = models.CharField(max_length=20)
    event = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event"], name="event_heard_once"),
        ]


class ProviderStep(models.Model):
    """What a provider must still do because it did not answer: our books went on without waiting.

    The key is the one of the first try, so that a step which arrived after all is not done twice.
    """

    class Kind(models.TextChoices):
        CAPTURE = "capture"
        REFUND = "refund"

    brand = scope.BrandKey()
    provider = models.CharField(max_length=20)
    ref = models.CharField(max_length=120)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    since = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["ProviderStep"]()
    across_brands = models.Manager["ProviderStep"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="step_not_empty"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("since")),
                name="step_done_later",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(done_at__isnull=True), name="steps_owed"
            )
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
