"""Bills, what they are for, and the payments that came for them. The rest of the law: `bills.sql`."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.ledger.models import SUBJECT_LENGTH, FundsHold, about
from kundenkreis.people.models import Person

NOTHING = models.Value({}, output_field=models.JSONField())


class BillQuerySet(models.QuerySet["Bill"]):
    def of(self, subject: str) -> "BillQuerySet":
        """The bills of a subject and its parts, oldest first."""
        return self.filter(about(subject)).order_by("number")

    def with_owed(self) -> "BillQuerySet":
        """Each with `back`: what the ledger gave back afterwards of what the bill asks for."""
        lines = BillLine.objects.filter(bill=OuterRef("pk")).values("bill")
        back = lines.annotate(sum=Sum("hold__reimbursed_amount")).values("sum")
        return self.annotate(back=Coalesce(Subquery(back), 0)).select_related(
            "customer", "brand"
        )

    def unpaid(self) -> "BillQuerySet":
        """Something is still owed."""
        return self.with_owed().filter(amount__gt=F("paid") + F("back"))


class Bill(models.Model):
    """What one customer owes for one subject: price and agreed extras, as they were signed off."""

    REMINDERS = 2

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    number = models.PositiveIntegerField()
    # What the payer's bank sends along: a QR reference (27 digits) or a creditor reference (ISO 11649).
    reference = models.CharField(max_length=27)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    customer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    issued_at = models.DateTimeField()
    due_on = models.DateField()
    # Who is paid, as the brand's setting said then: name, street, house_number, postal_code, city, country, iban.
    creditor = models.JSONField()
    # What it was, by language, and on which day; to whom: name, street, postal_code, city. As known then.
    words = models.JSONField(default=dict, db_default=NOTHING)
    done_on = models.DateField(null=True)
    recipient = models.JSONField(default=dict, db_default=NOTHING)
    paid = models.BigIntegerField(default=0)
    # When it was last reminded of, and how often.
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    objects = scope.BrandManager.from_queryset(BillQuerySet)()
    across_brands = models.Manager["Bill"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "number"], name="bill_numbered_once"),
            models.UniqueConstraint(fields=["reference"], name="bill_reference_once"),
            models.UniqueConstraint(fields=["id", "brand"], name="bill_brand"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(paid__gte=0), name="bill_amounts"
            ),
            models.CheckConstraint(
                condition=Q(reminders=0, reminded_at=None)
                | Q(reminders__range=(1, 2), reminded_at__isnull=False),
                name="bill_reminded_when",
            ),
        ]
        indexes = [models.Index(fields=["brand", "due_on"], name="bills_due")]

    @property
    def path(self) -> str:
        """Where staff works with it."""
        return f"/bills/{self.pk}/"

    @property
    def customer_path(self) -> str:
        """Where its customer reads it (room documents)."""
        return f"/documents/bills/{self.pk}/"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def given_back(self) -> int:
        """What went back afterwards, in minor units. Needs `with_owed`."""
        back: int = getattr(self, "back")  # noqa: B009 - an annotation of the query
        return back

    @property
    def owed(self) -> Money:
        """What is still to be paid; negative: what must go back. Needs `with_owed`."""
        return Money(self.amount - self.paid - self.given_back, self.currency)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been paid; needs `with_owed`."""
        return self.owed.amount > 0 and today > self.due_on


class BillLine(models.Model):
    """One part of the work on one bill; each part is billed once: the key says so."""

    brand = scope.BrandKey()
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    hold = models.OneToOneField(FundsHold, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    objects = scope.BrandManager["BillLine"]()
    across_brands = models.Manager["BillLine"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="bill_line_not_empty")
        ]

    @property
    def part(self) -> str:
        """`extra`, `tip` …; empty: the service itself."""
        return f"{self.hold.subject}::".removeprefix(self.bill.subject).split(":")[1]

    @property
    def is_extra(self) -> bool:
        return self.hold.subject != self.bill.subject

    @property
    def money(self) -> Money:
        return Money(self.amount, self.bill.currency)


class BillPayment(models.Model):
    """Money that came for a bill, as the bank or a member of staff says."""

    brand = scope.BrandKey()
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    # The movement's name at the bank, or of the form that was sent: the same one counts once.
    bank_ref = models.CharField(max_length=80)
    payer = models.CharField(max_length=70, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objects = scope.BrandManager["BillPayment"]()
    across_brands = models.Manager["BillPayment"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["brand", "bank_ref"], name="bill_paid_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bill_payment_amount"),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)
