"""Charges that payers' banks took back. The rest of the law: `chargebacks.sql`."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.core import ids, scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.models import Person


class ChargebackQuerySet(models.QuerySet["Chargeback"]):
    def open(self) -> "ChargebackQuerySet":
        """The bank has not decided yet."""
        return self.filter(ended_at__isnull=True)

    def with_names(self) -> "ChargebackQuerySet":
        return self.select_related("hold__payee", "customer", "brand", "evidence_by")


class Chargeback(models.Model):
    """One contest of one charge: what the bank took, our side, how it ended."""

    class Outcome(models.TextChoices):
        WON = "won", _("Won: the money is here again")
        LOST = "lost", _("Lost: the company bears it")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    reference = models.CharField(max_length=9, unique=True, default=ids.reference)
    hold = models.ForeignKey(FundsHold, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    # The contest's name at the provider: each is one row.
    ref = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    # What the provider charged for it so far, as the books say (`chargeback_papers.sql`).
    fee = models.BigIntegerField(default=0, db_default=0)
    currency = models.CharField(max_length=3)
    # The provider's word for why, such as `fraudulent`.
    reason = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    # Until then the bank hears our side; null: it does not.
    answer_by = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    evidence_at = models.DateTimeField(null=True)
    evidence_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=4, choices=Outcome.choices, blank=True)
    looked_at = models.DateTimeField()
    objects = scope.BrandManager.from_queryset(ChargebackQuerySet)()
    across_brands = models.Manager["Chargeback"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["provider", "ref"], name="contested_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="chargeback_amount"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=["won", "lost"]),
                name="chargeback_ended_how",
            ),
            models.CheckConstraint(
                condition=Q(evidence="", evidence_at=None, evidence_by=None)
                | Q(evidence_at__isnull=False, evidence_by__isnull=False),
                name="chargeback_evidence_by",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "-opened_at"], name="chargebacks_newest"),
            models.Index(
                fields=["looked_at"],
                condition=Q(ended_at__isnull=True),
                name="chargebacks_open",
            ),
        ]

    @property
    def path(self) -> str:
        return f"/chargebacks/{self.pk}/"

    @property
    def key(self) -> str:
        """Its name in the ledger, and the provider's key."""
        return f"chargeback:{self.pk}"

    @property
    def subject(self) -> str:
        return self.hold.subject

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def fee_money(self) -> Money:
        return Money(self.fee, self.currency)

    def may_be_answered(self, at: datetime) -> bool:
        """Whether the bank still hears our side."""
        heard = self.answer_by is not None and at < self.answer_by
        return heard and self.ended_at is None and self.evidence_at is None
