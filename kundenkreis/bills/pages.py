"""What the pages about bills show."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator

from kundenkreis.bills import paper as drawing
from kundenkreis.bills.models import Bill
from kundenkreis.bills.references import grouped
from kundenkreis.brands.queries import brand_here
from kundenkreis.payouts.iban import grouped as grouped_iban
from kundenkreis.payouts.iban import tidy

PER_PAGE = 20


def overview(number: str | None, *, at: datetime) -> dict[str, Any]:
    """Unpaid bills by due date, and the newest of the others."""
    unpaid = Bill.objects.all().unpaid().order_by("due_on", "number")
    others = Bill.objects.all().with_owed().exclude(pk__in=unpaid.values("pk"))
    today = at.astimezone(brand_here().zone).date()
    return {
        "page": Paginator(unpaid, PER_PAGE).get_page(number),
        "others": others.order_by("-number")[:PER_PAGE],
        "today": today,
    }


def bill_page(bill: Bill, *, at: datetime) -> dict[str, Any]:
    """One bill, its payments, where to pay."""
    return {
        "bill": bill,
        "reference": grouped(bill.reference),
        "iban": grouped_iban(tidy(bill.creditor.get("iban", ""))),
        "payments": bill.payments.order_by("paid_on", "id"),
        "overdue": bill.is_overdue(at.astimezone(bill.brand.zone).date()),
    }


def paper(bill: Bill) -> bytes:
    """The PDF, in the customer's language."""
    lines = list(bill.lines.select_related("hold__payee", "bill__brand").order_by("id"))
    return drawing.pdf(bill, lines, language=bill.customer.language)
