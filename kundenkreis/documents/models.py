"""Documents with their lines, and what helpers say about their taxes. The rest of the law: `documents.sql`."""

import uuid
from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.firms.queries import spoken_for, spoken_for_by
from kundenkreis.ledger.models import SUBJECT_LENGTH, Journal
from kundenkreis.people.models import Person
from kundenkreis.people.queries import trusted_with, trusts


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    def around_people(self, persons: Sequence[Person]) -> "IssuedDocumentQuerySet":
        """Made out to one of these or to a firm they speak for, or to who trusts one of these with the case."""
        trusted = trusted_with(persons, customer="person", case="case")
        mine = Q(person__in=persons) | Q(spoken_for_by(persons, person="person"))
        return self.filter(mine | Q(trusted) & Q(kind__in=IssuedDocument.FOR_CUSTOMERS))

    def around(self, person: Person) -> "IssuedDocumentQuerySet":
        """The same of one person; may be asked of a blank."""
        trusted = trusts(person, customer="person", case="case")
        mine = Q(person=person) | Q(spoken_for(person, person="person"))
        return self.filter(mine | Q(trusted) & Q(kind__in=IssuedDocument.FOR_CUSTOMERS))

    def of(self, subject: str) -> "IssuedDocumentQuerySet":
        return self.filter(subject=subject).order_by("issued_at", "id")

    def newest_first(self) -> "IssuedDocumentQuerySet":
        return self.order_by("-issued_at", "-id")


class IssuedDocument(models.Model):
    """One numbered paper about one subject, as it was issued."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        CREDIT_NOTE = "credit_note", _("Correction of a receipt")
        SELF_BILLING = "self_billing", _("Credit note for your work")
        SELF_BILLING_CORRECTION = "self_billing_correction", _("Correction of a credit note")  # fmt: skip

    class Status(models.TextChoices):
        VAT = "vat"
        SMALL_BUSINESS = "small_business"
        PRIVATE = "private"
        UNKNOWN = "unknown"

    LETTERS = {"receipt": "R", "credit_note": "C", "self_billing": "G", "self_billing_correction": "K"}  # fmt: skip
    FOR_CUSTOMERS = (Kind.RECEIPT, Kind.CREDIT_NOTE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = scope.BrandKey()
    kind = models.CharField(max_length=24, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    # Customer or helper: who may read it.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    # What it was, by language.
    words = models.JSONField(default=dict)
    # As they were then: name, street, postal_code, city, country, number (VAT).
    supplier = models.JSONField(default=dict)
    recipient = models.JSONField(default=dict)
    # What the supplier is for the tax, and why no tax is charged.
    status = models.CharField(max_length=16, choices=Status.choices)
    # The number of the paper it corrects.
    corrects = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    vat_amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    objects = scope.BrandManager.from_queryset(IssuedDocumentQuerySet)()
    across_brands = models.Manager["IssuedDocument"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "year", "number"], name="document_numbered_once"
            ),
            models.UniqueConstraint(fields=["id", "brand"], name="document_brand"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, vat_amount__gte=0, number__gt=0),
                name="document_amounts",
            ),
            models.CheckConstraint(
                condition=Q(status="vat") | Q(vat_amount=0), name="document_vat_by_whom"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-issued_at"], name="documents_of_person"),
            models.Index(fields=["brand", "subject"], name="documents_of_subject"),
            models.Index(fields=["brand", "-issued_at"], name="documents_newest"),
        ]

    @property
    def reference(self) -> str:
        """`R-2026-000012`: kind, year, number."""
        return f"{self.LETTERS[self.kind]}-{self.year}-{self.number:06}"

    @property
    def path(self) -> str:
        return f"/documents/{self.pk}/"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def vat(self) -> Money:
        """The tax inside `money`."""
        return Money(self.vat_amount, self.currency)


class IssuedLine(models.Model):
    """One movement of the ledger on one document: each movement once a side."""

    class What(models.TextChoices):
        SERVICE = "service"
        EXTRA = "extra"
        CANCELLED = "cancelled"
        TIP = "tip"

    brand = scope.BrandKey()
    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, related_name="lines"
    )
    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8)  # customer or payee
    what = models.CharField(max_length=10, choices=What.choices)
    amount = models.BigIntegerField()
    # Basis points, and the tax inside the amount.
    vat_points = models.PositiveSmallIntegerField()
    vat_amount = models.BigIntegerField()
    objects = scope.BrandManager["IssuedLine"]()
    across_brands = models.Manager["IssuedLine"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["journal", "side"], name="documented_once"),
            models.CheckConstraint(
                condition=Q(side__in=["customer", "payee"]), name="document_line_side"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, vat_amount__gte=0), name="document_line_amounts"
            ),
        ]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.document.currency)

    @property
    def vat(self) -> Money:
        return Money(self.vat_amount, self.document.currency)


class TaxDetails(models.Model):
    """What a helper or expert says about her taxes at a brand; a change is a new row."""

    class Status(models.TextChoices):
        PRIVATE = "private", _("Private person")
        SMALL_BUSINESS = "small_business", _("Small business without VAT")
        VAT = "vat", _("Business with a VAT number")

    brand = scope.BrandKey()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=Status.choices)
    name = models.CharField(max_length=80)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=10)
    city = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    # The VAT number, with its rate in basis points.
    number = models.CharField(max_length=30, blank=True)
    vat_points = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    objects = scope.BrandManager["TaxDetails"]()
    across_brands = models.Manager["TaxDetails"]()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "person"],
                condition=Q(replaced_at__isnull=True),
                name="tax_details_once",
            ),
            models.CheckConstraint(
                condition=Q(status="vat", vat_points__range=(1, 3000)) & ~Q(number="")
                | Q(status__in=["private", "small_business"], vat_points=0),
                name="tax_number_by_status",
            ),
        ]

    @property
    def as_party(self) -> dict[str, str]:
        """As it stands on a document."""
        fields = ("name", "street", "postal_code", "city", "country", "number")
        return {name: getattr(self, name) for name in fields}
