"""What this room keeps about a person. Documents stay whole as long as the law asks, also after an erasure."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DocumentsData(PersonalData):
    tables = ("IssuedDocument", "TaxDetails")

    def export(self, person: Person) -> dict[str, Any]:
        documents = IssuedDocument.objects.filter(person=person).order_by("issued_at")
        taxes = TaxDetails.objects.filter(person=person).order_by("id")
        return {
            "documents": [
                {
                    "reference": row.reference, "kind": row.kind, "issued_at": row.issued_at, "amount": row.money.as_json(),
                    "vat": row.vat.as_json(), "supplier": row.supplier, "recipient": row.recipient,
                }
                for row in documents
            ],
            "tax_details": list(
                taxes.values(
                    "status", "name", "street", "postal_code", "city", "country", "number", "set_at"
                )
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Names stay on documents alone (Art. 17 (3) b GDPR); what was said for the next ones goes."""
        TaxDetails.across_brands.filter(person=person).delete()

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers: ten years after the year (Art. 958f OR, Art. 70 MWSTG; § 14b UStG asks eight)."""
        if not IssuedDocument.across_brands.filter(person=person).exists():
            return None
        return timedelta(days=3653 + 366), _(
            "The law asks for receipts and credit notes to be kept for ten years, with names."
        )
