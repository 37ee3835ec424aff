"""Who owes a bill hears of it, whatever it is for."""

from uuid import UUID

from django.utils import translation

from kundenkreis.bills import queries as bills
from kundenkreis.bills.events import BillIssued, BillPaid, BillReminded
from kundenkreis.bills.models import Bill
from kundenkreis.bills.references import grouped
from kundenkreis.core.money import Money
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.ui import filters


def tell_of_bill(event: BillIssued | BillReminded | BillPaid, *, row: EventRow) -> None:
    """It came, it is overdue, it was paid."""
    bill = bills.bill(UUID(event.bill))
    amount = (
        Money(event.amount, event.currency) if isinstance(event, BillPaid) else bill.money
    )
    notify(
        person=bill.customer,
        kind=_kind(event),
        row=row,
        values={
            "owed": bill.owed,
            "amount": amount,
            "due": _in_words(bill),
            "reference": grouped(bill.reference),
            "phone": bill.brand.phone,
        },
        path=bill.customer_path,
    )


def _in_words(bill: Bill) -> dict[str, str]:
    """The day on which it is due, in each language of the brand."""
    words = {}
    for language in bill.brand.languages:
        with translation.override(language):
            words[language] = filters.date(bill.due_on)
    return words


def _kind(event: BillIssued | BillReminded | BillPaid) -> str:
    if isinstance(event, BillReminded):
        return "bill_reminder" if event.reminder == 1 else "bill_reminder_again"
    return event.name
