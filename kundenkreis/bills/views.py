"""Doors to bills: the staff's list, one bill, its paper, the bank's file."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.bills import actions, forms, pages, queries, statements
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


def _me(request: Request) -> Person:
    assert request.person is not None, "the door lets only people in"
    return request.person


@role("manager", "agent")
@require_safe
def bills(request: Request) -> HttpResponse:
    """What is owed, the oldest first, and what was paid."""
    values = {**pages.overview(request.GET.get("page"), at=request.at), "form": forms.ImportForm()}  # fmt: skip
    return ui.render(request, "bills/bills.html", values)


@role("manager", "agent")
@require_POST
def imports(request: Request) -> HttpResponse:
    """A file of the bank: its movements go to their bills, and a page says what became of each."""
    form = forms.ImportForm(request.POST, request.FILES)
    report = None
    if form.is_valid():
        try:
            data = form.cleaned_data["file"].read(statements.MOST_BYTES + 1)
            report = actions.receive_all(statements.read(data), by=_me(request), at=request.at)  # fmt: skip
        except Refused as refused:
            form.add_error("file", refused.sentence)
    values = {**pages.overview(None, at=request.at), "form": form, "report": report}
    return ui.render(request, "bills/bills.html", values, status=200 if report else 400)


@role("manager", "agent")
@require_http_methods(["GET", "HEAD", "POST"])
def bill(request: Request, pk: UUID) -> HttpResponse:
    """One bill with its payments; sent: money that came for it."""
    row = queries.bill(pk)
    owed = f"{max(row.owed.amount, 0) / 100:.2f}"
    form = forms.PaymentForm(request.POST or None, initial={"amount": owed})
    if request.method == "POST" and form.is_valid():
        try:
            actions.receive(
                row, amount=Money(int(form.cleaned_data["amount"] * 100), row.currency),
                paid_on=form.cleaned_data["paid_on"], bank_ref=f"desk:{uuid4().hex}", by=_me(request), at=request.at,
            )  # fmt: skip
            return see(row.path)
        except Refused as refused:
            form.add_error("amount", refused.sentence)
    return ui.render(request, "bills/bill.html", {**pages.bill_page(row, at=request.at), "form": form})  # fmt: skip


@role("manager", "agent")
@require_safe
def paper(request: Request, pk: UUID) -> HttpResponse:
    """The bill as its customer has it."""
    return HttpResponse(pages.paper(queries.bill(pk)), content_type="application/pdf")
