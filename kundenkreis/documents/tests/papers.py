"""What the tests of this room say again and again."""

from datetime import datetime
from typing import Any

from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.documents import actions
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger import settled
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold, refused_by
from kundenkreis.people.models import Person
from kundenkreis.ui.tests.pdf import text_of

__all__ = [
    "COMPANY",
    "HOME",
    "issued",
    "refused_by",
    "taken_back",
    "taxed",
    "text_of",
    "with_vat",
    "work",
]

COMPANY = {
    "name": "Alpenfon AG", "street": "Bahnhofstrasse", "house_number": "1", "postal_code": "8001", "city": "Zürich",
    "country": "CH", "vat_number": "CHE-123.456.788 MWST", "vat_percent": "8.1",
}  # fmt: skip
HOME = {"name": "Jonas Keller", "street": "Feldweg 3", "postal_code": "8004", "city": "Zürich", "country": "CH"}  # fmt: skip


def with_vat(brand: Brand, **more: str) -> Brand:
    """The brand charges VAT."""
    brand.creditor = {**COMPANY, **more}
    brand.save()
    return brand


def work(payer: Person | None, payee: Person, at: datetime, subject: str = SUBJECT, amount: int = 4900, **more: Any) -> None:  # fmt: skip
    """Paid and signed off, 15 % commission."""
    hold(payer, payee, at, subject=subject, amount=chf(amount), idem=f"{subject}:hold", **more)  # fmt: skip
    ledger.capture(
        subject=subject, payee=payee, commission=chf(amount).share(15), by=None, at=at
    )


def taken_back(subject: str, amount: int, at: datetime, *, from_payee: bool) -> None:
    """The customer objected, and so much goes back to her."""
    settled.freeze(subject=subject, key=f"{subject}:dispute", by=None, at=at)
    settled.reimburse(
        subject=subject, amount=Money(amount, "CHF"), source="disputed" if from_payee else "goodwill", reason="objection",
        idem=f"{subject}:back", by=None, at=at,
    )  # fmt: skip
    settled.thaw(subject=subject, key=f"{subject}:release", by=None, at=at)


def taxed(person: Person, at: datetime, status: str = "vat", **more: str) -> TaxDetails:
    """The helper's details."""
    values = {**HOME, "number": "CHE-111.222.333 MWST", "vat_percent": "8.1", **more}
    return actions.set_tax_details(person, status=status, **values, by=person, at=at)


def issued(at: datetime, subject: str = SUBJECT) -> dict[str, IssuedDocument]:
    """What is issued now, by kind."""
    return {row.kind: row for row in actions.issue(subject, by=None, at=at)}
