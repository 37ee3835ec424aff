"""What this room keeps about a person: bills and payments, as long as the law asks for."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.bills.models import Bill, BillPayment
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class BillsData(PersonalData):
    tables = ("Bill", "BillPayment")

    def export(self, person: Person) -> dict[str, Any]:
        bills = Bill.objects.filter(customer=person).order_by("number")
        payments = BillPayment.objects.filter(bill__customer=person).order_by("id")
        return {
            "bills": list(bills.values("reference", "amount", "currency", "issued_at", "due_on", "paid", "recipient")),
            "bill_payments": list(payments.values("amount", "currency", "paid_on", "payer")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Bills stay whole for the books (Art. 17 (3) b GDPR); the payer's name at the bank goes."""
        BillPayment.across_brands.filter(bill__customer=person).update(payer="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        if not Bill.across_brands.filter(customer=person).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
