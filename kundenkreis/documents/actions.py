"""What can happen to documents: they are issued for what the ledger says, and helpers name their taxes."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.documents import queries
from kundenkreis.documents.events import DocumentIssued, TaxDetailsSet
from kundenkreis.documents.models import IssuedDocument, IssuedLine, TaxDetails
from kundenkreis.documents.queries import CUSTOMER, PAYEE, Kind, Movement, What
from kundenkreis.firms.models import Firm
from kundenkreis.ledger import vat
from kundenkreis.ledger.subjects import describe, root
from kundenkreis.people.models import Person
from kundenkreis.people.socket import speaks_for

# Two letters of the country, then letters and digits; Swiss numbers are written with signs.
NUMBER = re.compile(r"[A-Z]{2}[A-Z0-9]{5,18}")
KEPT_YEARS = 11  # ten full years after the year of issue


@transaction.atomic
def issue(subject: str, *, by: Person | None, at: datetime) -> list[IssuedDocument]:
    """Documents for everything about the subject that was taken or given back and stands on none yet.

    One for each person and kind. May be called again and again: what is documented stays so.
    """
    # One after the other, so that numbers have no gaps.
    brand = Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    groups: dict[tuple[str, Any], list[Movement]] = {}
    for each in queries.undocumented(root(subject)):
        groups.setdefault((each.kind, each.person.pk), []).append(each)
    return [
        _issued(brand, root(subject), kind, movements, by=by, at=at)
        for (kind, _person), movements in groups.items()
    ]


def _issued(
    brand: Brand,
    subject: str,
    kind: str,
    movements: Sequence[Movement],
    *,
    by: Person | None,
    at: datetime,
) -> IssuedDocument:
    year, person = at.astimezone(brand.zone).year, movements[0].person
    side = CUSTOMER if kind in IssuedDocument.FOR_CUSTOMERS else PAYEE
    about, mine = describe(subject), queries.tax_details(person)
    company = {name: value for name, value in brand.creditor.items() if name not in ("iban", "vat_percent")}  # fmt: skip
    company = {"name": brand.name, "country": brand.country, **company}
    if side == CUSTOMER:
        points = vat.points_of(brand.creditor.get("vat_percent"))
        status = (
            IssuedDocument.Status.VAT if points else IssuedDocument.Status.SMALL_BUSINESS
        )
        supplier, recipient = company, {"name": person.name or person.shown_name, **about.address}  # fmt: skip
    else:
        points = mine.vat_points if mine else 0
        status = (
            IssuedDocument.Status(mine.status) if mine else IssuedDocument.Status.UNKNOWN
        )
        supplier = mine.as_party if mine else {"name": person.name or person.shown_name}
        recipient = company
    lines = [_line(each, side, points) for each in movements]
    last = IssuedDocument.objects.filter(kind=kind, year=year).order_by("-number").first()
    document = IssuedDocument.objects.create(
        kind=kind, year=year, number=last.number + 1 if last else 1, subject=subject, case_id=about.case, person=person,
        issued_at=at, done_on=about.done_on, words=about.words, supplier=supplier, recipient=recipient, status=status,
        corrects=_corrected(subject, kind), amount=sum(line.amount for line in lines),
        vat_amount=sum(line.vat_amount for line in lines), currency=movements[0].currency,
    )  # fmt: skip
    for line in lines:
        line.document = document
    IssuedLine.objects.bulk_create(lines)
    happened = DocumentIssued(document=str(document.pk), subject=subject, person=str(person.pk))  # fmt: skip
    announce(happened, by=by, at=at)
    return document


def _line(each: Movement, side: str, points: int) -> IssuedLine:
    """A tip is the helper's: it passes through the brand without tax."""
    points = 0 if each.what == What.TIP else points
    return IssuedLine(
        journal=each.journal, side=side, what=each.what, amount=each.amount, vat_points=points,
        vat_amount=vat.inside(each.amount, points),
    )  # fmt: skip


def _corrected(subject: str, kind: str) -> str:
    if kind == Kind.CREDIT_NOTE:
        return queries.corrected_by(subject, Kind.RECEIPT) or queries.bill_number(subject)
    if kind == Kind.SELF_BILLING_CORRECTION:
        return queries.corrected_by(subject, Kind.SELF_BILLING)
    return ""


@transaction.atomic
def set_tax_details(
    person: Person,
    *,
    status: str,
    name: str,
    street: str,
    postal_code: str,
    city: str,
    country: str,
    number: str = "",
    vat_percent: str = "",
    by: Person,
    at: datetime,
) -> TaxDetails:
    """How the person is taxed: from now on her credit notes say so; earlier ones stay as they are.

    :raises Invalid: `unknown_status`, `empty`, `unknown_country`, `bad_number`, `bad_percent`.
    :raises NotAllowed: somebody else's.
    """
    if not speaks_for(by, person):
        raise NotAllowed("not_yours", _("Everyone states her own tax details."))
    of_firm = Firm.objects.filter(person=person).exists()
    if status not in TaxDetails.Status.values or (
        of_firm and status == TaxDetails.Status.PRIVATE
    ):
        sentence = _("Please choose one.")
        raise Invalid("unknown_status", sentence, {"status": sentence})
    given = {"name": name, "street": street, "postal_code": postal_code, "city": city}
    kept = {field: texts.tidy(value) for field, value in given.items()}
    missing = {
        field: _("Please fill this in.") for field, value in kept.items() if not value
    }
    if missing:
        raise Invalid("empty", _("Please fill in everything."), missing)
    points = 0
    if status == TaxDetails.Status.VAT:
        number, points = _number(number), _points(vat_percent)
    else:
        number = ""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    TaxDetails.objects.filter(person=person, replaced_at=None).update(replaced_at=at)
    row = TaxDetails.objects.create(
        person=person, status=TaxDetails.Status(status), **kept, country=_country(country), number=number,
        vat_points=points, set_at=at,
    )  # fmt: skip
    announce(TaxDetailsSet(person=str(person.pk)), by=by, at=at)
    return row


def _country(country: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", country):
        sentence = _("Please choose a country.")
        raise Invalid("unknown_country", sentence, {"country": sentence})
    return country.upper()


def _number(number: str) -> str:
    kept = texts.tidy(number).upper()
    if not NUMBER.fullmatch(re.sub(r"[^A-Z0-9]", "", kept)) or len(kept) > 30:
        sentence = _(
            "This is not a VAT number. Example: CHE-123.456.789 MWST or DE123456789."
        )
        raise Invalid("bad_number", sentence, {"number": sentence})
    return kept


def _points(percent: str) -> int:
    plain = percent.replace(",", ".").replace("%", "").strip()
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", plain) or not 1 <= vat.points_of(plain) <= 3000:  # fmt: skip
        sentence = _("Please give your VAT rate in percent. Example: 8.1")
        raise Invalid("bad_percent", sentence, {"vat_percent": sentence})
    return vat.points_of(plain)


@transaction.atomic
def forget_names(*, by: None = None, at: datetime) -> int:
    """Names and addresses leave documents that no law keeps any more; how many."""
    today: date = at.date()
    old = IssuedDocument.objects.filter(year__lte=today.year - KEPT_YEARS).exclude(supplier={}, recipient={})  # fmt: skip
    return old.update(supplier={}, recipient={})
