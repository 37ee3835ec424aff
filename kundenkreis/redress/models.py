"""Refunds by the team, and what was made good by rule. The rest of the law: `redress.sql`."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import ids, scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models import SUBJECT_LENGTH
from kundenkreis.people.models import Person


class RedressRules(models.Model):
    """A brand's amounts, in minor units. Without a row the defaults below hold; 0 turns a make-good off."""

    brand = scope.BrandKey()
    # From this sum a visit's refunds take two people.
    four_eyes_from = models.BigIntegerField(default=10_000)
    # So late, and the customer gets so much.
    late_minutes = models.PositiveSmallIntegerField(default=30)
    late_amount = models.BigIntegerField(default=500)
    # The helper did not come.
    missing_amount = models.BigIntegerField(default=1_500)
    # The helper cancelled less than so many hours before.
    cancelled_hours = models.PositiveSmallIntegerField(default=24)
    cancelled_amount = models.BigIntegerField(default=1_000)
    objects = scope.BrandManager["RedressRules"]()
    across_brands = models.Manager["RedressRules"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand"], name="redress_rules_once"),
            models.CheckConstraint(
                condition=Q(four_eyes_from__gte=0)
                & Q(late_amount__gte=0)
                & Q(missing_amount__gte=0)
                & Q(cancelled_amount__gte=0),
                name="redress_rules_amounts",
            ),
        ]


class RefundQuerySet(models.QuerySet["Refund"]):
    def waiting(self) -> "RefundQuerySet":
        """They wait for a second person."""
        return self.filter(done_at=None, refused_at=None)

    def with_names(self) -> "RefundQuerySet":
        return self.select_related("customer", "asked_by", "checked_by", "brand")


class Refund(models.Model):
    """The team gives back a part of what was paid for a subject, or all of it."""

    class Reason(models.TextChoices):
        NOT_AS_AGREED = "not_as_agreed", _("It was not as agreed.")
        WRONG_PRICE = "wrong_price", _("The price was wrong.")
        TWICE = "twice", _("It was paid twice.")
        GOODWILL = "goodwill", _("As a kindness")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    # Who gets it; null: the company had paid.
    customer = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=13, choices=Reason.choices)
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whether somebody else has to agree.
    two_people = models.BooleanField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(RefundQuerySet)()
    across_brands = models.Manager["Refund"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount"),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | Q(checked_at__isnull=False, checked_by__isnull=False)
                & ~Q(checked_by=F("asked_by")),
                name="refund_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(two_people=False) | Q(checked_at__isnull=False),
                name="refund_checked_first",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(refused_at=None), name="refund_one_end"
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(checked_at__isnull=False),
                name="refund_refused_by",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["brand", "-asked_at"], name="refunds_newest"),
            models.Index(fields=["brand", "subject"], name="refunds_of_subject"),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def key(self) -> str:
        """Its name in the ledger."""
        return f"refund:{self.pk}"

    @property
    def waits(self) -> bool:
        return self.done_at is None and self.refused_at is None


class MakeGood(models.Model):
    """What the company gave for a small fault, once a subject, by the rule that held then."""

    class Kind(models.TextChoices):
        LATE = "late", _("The helper came late.")
        MISSING = "missing", _("The helper did not come.")
        CANCELLED = "cancelled", _("The helper cancelled at short notice.")

    brand = scope.BrandKey()
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    objects = scope.BrandManager["MakeGood"]()
    across_brands = models.Manager["MakeGood"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "subject"], name="made_good_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="made_good_amount"),
            models.CheckConstraint(
                condition=Q(kind__in=["late", "missing", "cancelled"]), name="made_good_kind"
            ),
        ]  # fmt: skip

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
