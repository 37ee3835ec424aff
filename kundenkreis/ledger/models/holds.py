"""Funds set aside for one subject: paid, waiting, then taken or given back."""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models.books import SUBJECT_LENGTH, Account, about
from kundenkreis.people.models import Person


class FundsHoldQuerySet(models.QuerySet["FundsHold"]):
    def of(self, subject: str) -> "FundsHoldQuerySet":
        """The holds of a subject and its parts: what the customer paid first, then oldest first."""
        return self.filter(about(subject)).order_by("-payer_kind", "id")


class FundsHold(models.Model):
    """Money set aside for one subject: paid, waiting, then taken or given back, each dated."""

    class PayerKind(models.TextChoices):
        CUSTOMER = "customer"
        COMPANY = "company"

    brand = scope.BrandKey()
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer_kind = models.CharField(max_length=8, choices=PayerKind.choices)
    payer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    payee = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    # The charge's name at the provider.
    provider_ref = models.CharField(max_length=120)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    captured_at = models.DateTimeField(null=True)
    captured_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    captured_amount = models.BigIntegerField(default=0)
    commission_amount = models.BigIntegerField(default=0)
    # The last time something went back; each time has its journal.
    refunded_at = models.DateTimeField(null=True)
    refunded_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    refunded_amount = models.BigIntegerField(default=0)
    # Given back after it had been taken; each time has its journal.
    reimbursed_amount = models.BigIntegerField(default=0, db_default=0)
    # Taken back by the payer's bank and not won back: the brand bears it, never who did the work.
    charged_back_amount = models.BigIntegerField(default=0, db_default=0)
    # Since then it is known that the provider holds nothing any more; the payer owes it.
    lost_at = models.DateTimeField(null=True)
    # Somebody objects since then, and nothing is decided yet.
    disputed_at = models.DateTimeField(null=True)
    objects = scope.BrandManager.from_queryset(FundsHoldQuerySet)()
    across_brands = models.Manager["FundsHold"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "subject"], name="held_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="hold_not_empty"),
            models.CheckConstraint(
                condition=Q(commission_amount__gte=0)
                & Q(commission_amount__lte=F("captured_amount")),
                name="hold_commission",
            ),
            models.CheckConstraint(
                condition=Q(captured_at=None, captured_amount=0)
                | Q(captured_at__isnull=False, captured_amount__gt=0),
                name="hold_captured_when",
            ),
            models.CheckConstraint(
                condition=Q(refunded_at=None, refunded_amount=0)
                | Q(refunded_at__isnull=False, refunded_amount__gt=0),
                name="hold_refunded_when",
            ),
            models.CheckConstraint(
                condition=Q(reimbursed_amount__gte=0)
                & Q(reimbursed_amount__lte=F("captured_amount")),
                name="hold_reimbursed",
            ),
            models.CheckConstraint(
                condition=Q(charged_back_amount__gte=0)
                & Q(charged_back_amount__lte=F("amount")),
                name="hold_charged_back",
            ),
            models.CheckConstraint(
                condition=Q(payer_kind="company", payer=None)
                | Q(payer_kind="customer", payer__isnull=False),
                name="hold_payer",
            ),
            # One charge is one hold: a provider that gives the same name twice is stopped here.
            models.UniqueConstraint(
                fields=["provider", "provider_ref"], name="charge_held_once"
            ),
        ]

    @property
    def money(self) -> Money:
        """What was paid in the beginning."""
        return Money(self.amount, self.currency)

    @property
    def earned(self) -> Money:
        """What went to the payee: taken, less commission."""
        return Money(self.captured_amount - self.commission_amount, self.currency)

    @property
    def reimbursable(self) -> Money:
        """How much of what was taken may still be given back: nobody gets it twice."""
        rest = self.captured_amount - self.reimbursed_amount - self.charged_back_amount
        return Money(max(rest, 0), self.currency)

    @property
    def open(self) -> Money:
        """What still waits."""
        return Money(
            self.amount - self.captured_amount - self.refunded_amount, self.currency
        )
