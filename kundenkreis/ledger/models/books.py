"""Accounts, journals with their entries, and the funds that wait for a sign-off.

Amounts are whole minor units, signed: an entry of +4900 puts CHF 49.00 onto an account. What
Django cannot express about these tables stands in `migrations/sql/ledger.sql`.
"""

from django.db import models
from django.db.models import F, Q

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person

# "booking:<uuid>"; a part of it is "booking:<uuid>:extra:1" and shows on the same statement.
SUBJECT_LENGTH = 120


def about(subject: str) -> Q:
    """The subject itself and its parts."""
    return Q(subject=subject) | Q(subject__startswith=f"{subject}:")


class Account(models.Model):
    """Where money is, in one currency.

    A balance is kept only where an overdraft must be impossible (a hold, a person's due): these
    rows are touched by few. Accounts everybody pays from or into are summed when read.
    """

    class Kind(models.TextChoices):
        FUNDING = "funding"  # a customer's card or bank, outside
        COMPANY = "company"  # the brand's own purse, when the company pays
        HOLD = "hold"  # waits for the sign-off of one subject
        PAYABLE = "payable"  # owed to a helper or an expert
        COMMISSION = "commission"  # the brand's share
        TRANSIT = "transit"  # reserved for one payout, or on its way
        BANK = "bank"  # a helper's bank, outside
        DISPUTED = "disputed"  # frozen until a dispute about one subject is decided
        GOODWILL = "goodwill"  # what the brand gives to make good
        RECEIVABLE = "receivable"  # what a customer owes the brand: she pays by bill
        CREDIT = "credit"  # what the brand gave a customer, for what she pays next
        CONTESTED = "contested"  # what customers' banks took back: the brand bears it
        FEES = "fees"  # what payment services charge the brand for contests

    OUTSIDE = (Kind.FUNDING, Kind.COMPANY, Kind.COMMISSION, Kind.BANK, Kind.GOODWILL, Kind.RECEIVABLE, Kind.CONTESTED, Kind.FEES)  # fmt: skip

    brand = scope.BrandKey()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    currency = models.CharField(max_length=3)
    may_overdraw = models.BooleanField()
    balance = models.BigIntegerField(default=0)
    objects = scope.BrandManager["Account"]()
    across_brands = models.Manager["Account"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "owner", "subject", "currency"],
                name="account_opened_once",
                nulls_distinct=False,
            ),
            # What entries point at, so that brand and currency are the account's (ledger.sql).
            models.UniqueConstraint(
                fields=["id", "brand", "currency"], name="account_brand_currency"
            ),
            models.CheckConstraint(
                condition=Q(may_overdraw=True) | Q(balance__gte=0),
                name="account_no_overdraft",
            ),
            models.CheckConstraint(
                condition=Q(kind="hold", owner=None, may_overdraw=False) & ~Q(subject="")
                | Q(
                    kind__in=["payable", "credit"],
                    owner__isnull=False,
                    subject="",
                    may_overdraw=False,
                )
                | Q(
                    kind__in=["transit", "disputed"],
                    owner__isnull=False,
                    may_overdraw=False,
                )
                & ~Q(subject="")
                | Q(
                    kind__in=["funding", "bank", "receivable"],
                    owner__isnull=False,
                    subject="",
                    may_overdraw=True,
                )
                | Q(
                    kind__in=["company", "commission", "goodwill", "contested", "fees"],
                    owner=None,
                    subject="",
                    may_overdraw=True,
                ),
                name="account_shape",
            ),
        ]


class JournalQuerySet(models.QuerySet["Journal"]):
    def of(self, subject: str) -> "JournalQuerySet":
        """Everything about the subject and its parts, oldest first."""
        return self.filter(about(subject)).order_by("id")


class Journal(models.Model):
    """One movement of money: its entries sum to zero. Written once, closed with its transaction.

    The column `tx` (the transaction that wrote it) is kept by the database alone.
    """

    class Kind(models.TextChoices):
        HOLD = "hold"
        CAPTURE = "capture"
        CANCELLATION = "cancellation"
        REFUND = "refund"
        PAYOUT = "payout"
        TRANSFER = "transfer"
        RETURN = "return"
        DISPUTE = "dispute"
        RELEASE = "release"
        REIMBURSEMENT = "reimbursed"
        MAKE_GOOD = "make_good"
        DEFAULT = "default"
        PAYMENT = "payment"
        CHARGEBACK = "chargeback"
        FEE = "fee"

    brand = scope.BrandKey()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # The same movement asked for twice is one movement.
    idem = models.CharField(max_length=200)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    # Why, as a stable word such as "customer_cancelled"; sentences are made when shown.
    memo = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager.from_queryset(JournalQuerySet)()
    across_brands = models.Manager["Journal"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "idem"], name="journal_once"),
            models.UniqueConstraint(fields=["id", "brand"], name="journal_brand"),
        ]
        indexes = [
            models.Index(
                fields=["brand", "subject"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="journals_of_subject",
            )
        ]


class Entry(models.Model):
    """One leg of a journal. Its keys to journal and account carry the brand: see ledger.sql."""

    brand = scope.BrandKey(db_constraint=False)
    journal = models.ForeignKey(
        Journal, on_delete=models.PROTECT, related_name="entries", db_constraint=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="entries", db_constraint=False
    )
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    objects = scope.BrandManager["Entry"]()
    across_brands = models.Manager["Entry"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_zero"),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)


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
