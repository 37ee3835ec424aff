"""Accounts, journals with their entries, and the funds that wait for a sign-off.

Amounts are whole minor units, signed: an entry of +4900 puts CHF 49.00 onto an account. What
Django cannot express about these tables stands in `migrations/sql/ledger.sql`.
"""

from django.db import models
from django.db.models import Q

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
        POINTS = "points"  # points of a member; no money
        ISSUED = (
            "issued"  # points that the brand has given, less what became something else
        )

    OUTSIDE = (Kind.FUNDING, Kind.COMPANY, Kind.COMMISSION, Kind.BANK, Kind.GOODWILL, Kind.RECEIVABLE, Kind.CONTESTED, Kind.FEES, Kind.ISSUED)  # fmt: skip

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
                    kind__in=["payable", "credit", "points"],
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
                    kind__in=[
                        "company",
                        "commission",
                        "goodwill",
                        "contested",
                        "fees",
                        "issued",
                    ],
                    owner=None,
                    subject="",
                    may_overdraw=True,
                ),
                name="account_shape",
            ),
            # Points are no money, and money is no points.
            models.CheckConstraint(
                condition=Q(kind__in=["points", "issued"], currency="PTS")
                | ~Q(kind__in=["points", "issued"]) & ~Q(currency="PTS"),
                name="account_of_points",
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
        POINTS = "points"

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
