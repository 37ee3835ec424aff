"""API: bills of customers, as rows and as paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from kundenkreis.bills import pages
from kundenkreis.bills.models import Bill
from kundenkreis.cases.doors import guests_of
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.core.words import pick
from kundenkreis.documents import bills
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["money"])


class BillOut(Schema):
    """What is owed for one service. `owed`: still to be paid; negative: too much was paid."""

    id: UUID
    number: int
    reference: str
    text: str
    done_on: date | None
    amount: MoneyOut
    owed: MoneyOut
    issued_at: datetime
    due_on: date
    overdue: bool
    url: str


class BillDetailOut(BillOut):
    """With where to pay. `case`: the id of its case."""

    case: UUID | None
    holder: str
    iban: str


@router.get("bills", response=Listed[BillOut], summary="My bills")
def my_bills(request: Request, cursor: str = "", limit: int = 20, open: bool = False) -> Listed[BillOut]:  # noqa: FBT001, FBT002  # fmt: skip
    """Newest first; with `open` only those that are not paid yet. With a case key those of its case."""
    rows = bills.bills_of(guests_of(request) or [me(request)]).with_owed()
    rows = rows.unpaid() if open else rows
    found, after = cursor_page(rows, newest_by="issued_at", cursor=cursor, limit=limit)
    return Listed[BillOut](
        items=[BillOut(**_short(request, row)) for row in found], next=after
    )


@router.get("bills/{uuid:pk}.pdf", summary="A bill as PDF", response={200: None})
def bill_pdf(request: Request, pk: UUID) -> HttpResponse:
    """With the payment slip, in its customer's language."""
    row, _case = bills.bill_for(guests_of(request), pk, at=request.at)
    return HttpResponse(pages.paper(row), content_type="application/pdf")


@router.get("bills/{uuid:pk}", response=BillDetailOut, summary="A bill")
def bill(request: Request, pk: UUID) -> BillDetailOut:
    """What for, how much, where to."""
    row, case = bills.bill_for(guests_of(request), pk, at=request.at)
    holder, iban = row.creditor.get("name", ""), row.creditor.get("iban", "")
    return BillDetailOut(**_short(request, row), case=case, holder=holder, iban=iban)


def _short(request: Request, row: Bill) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.number,
        "reference": row.reference,
        "text": pick(row.words) or _("Help"),
        "done_on": row.done_on,
        "amount": MoneyOut.of(row.money),
        "owed": MoneyOut.of(row.owed),
        "issued_at": row.issued_at,
        "due_on": row.due_on,
        "overdue": row.is_overdue(request.at.astimezone(row.brand.zone).date()),
        "url": request.build_absolute_uri(row.customer_path),
    }
