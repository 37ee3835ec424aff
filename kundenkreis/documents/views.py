"""Doors to documents: one's own, the brand's, one of them and its paper; the helper's taxes and years."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.bills import pages as bill_pages
from kundenkreis.cases.doors import guests_of
from kundenkreis.core.refusal import Refused
from kundenkreis.documents import (
    actions,
    bills,
    forms,
    pages,
    paper,
    payout_statements,
    queries,
    statements,
)
from kundenkreis.firms.doors import my_firm
from kundenkreis.firms.models import Firm
from kundenkreis.people.doors import case_key, role, signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


def _me(request: Request) -> Person:
    assert request.person is not None, "the door lets only people in"
    return request.person


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """My receipts, or as a helper my credit notes."""
    values = pages.mine(_me(request), request.brand, request.GET.get("page"), at=request.at)
    return ui.render(request, "documents/mine.html", values)


@role("dispatcher")
@require_safe
def of_firm(request: Request) -> HttpResponse:
    """The firm's credit notes, years and taxes, for who speaks for it."""
    firm, _person = my_firm(request)
    number = request.GET.get("page")
    values = pages.mine(firm.person, request.brand, number, at=request.at)
    return ui.render(request, "documents/mine.html", {**values, "firm": firm})


@role("manager", "agent")
@require_safe
def of_brand(request: Request) -> HttpResponse:
    """All documents of the brand."""
    values = pages.of_brand(request.GET.get("page"), request.GET.get("kind", ""))
    return ui.render(request, "documents/brand.html", values)


@case_key
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """One document."""
    persons = guests_of(request)
    row = queries.document_for(persons, pk, at=request.at)
    values = pages.document_page(row, persons, at=request.at)
    return ui.render(request, "documents/document.html", values)


@case_key
@require_safe
def document_paper(request: Request, pk: UUID) -> HttpResponse:
    """The document as PDF, in the reader's language."""
    row = queries.document_for(guests_of(request), pk, at=request.at)
    content = paper.pdf(row, queries.lines_of(row), language=get_language() or "de")
    return _pdf(content, row.reference)


@case_key
@require_safe
def bill(request: Request, pk: UUID) -> HttpResponse:
    """What is owed, until when, and where to."""
    row, case = bills.bill_for(guests_of(request), pk, at=request.at)
    values = pages.bill_page(row, case, request.person, at=request.at)
    return ui.render(request, "documents/bill.html", values)


@case_key
@require_safe
def bill_paper(request: Request, pk: UUID) -> HttpResponse:
    """The bill as PDF, in its customer's language."""
    row, _case = bills.bill_for(guests_of(request), pk, at=request.at)
    return _pdf(bill_pages.paper(row), f"{row.number}")


@signed_in
@require_safe
def statement(request: Request, year: int) -> HttpResponse:
    """My year as PDF."""
    found = statements.of_year(_me(request), min(max(year, 2000), 2200), at=request.at)
    return _pdf(paper.statement_pdf(found, language=get_language() or "de"), str(found.year))  # fmt: skip


@role("dispatcher")
@require_safe
def firm_statement(request: Request, year: int) -> HttpResponse:
    """The firm's year as PDF."""
    firm, _person = my_firm(request)
    found = statements.of_year(firm.person, min(max(year, 2000), 2200), at=request.at)
    return _pdf(paper.statement_pdf(found, language=get_language() or "de"), str(found.year))  # fmt: skip


@signed_in
@require_safe
def payout(request: Request, pk: UUID) -> HttpResponse:
    """What one payout pays, service by service."""
    row = payout_statements.payout_for(_me(request), pk, at=request.at)
    values = pages.payout_page(payout_statements.of(row), _me(request))
    return ui.render(request, "documents/payout.html", values)


@signed_in
@require_safe
def payout_paper(request: Request, pk: UUID) -> HttpResponse:
    """The same as PDF, in the reader's language."""
    row = payout_statements.payout_for(_me(request), pk, at=request.at)
    content = paper.payout_pdf(payout_statements.of(row), language=get_language() or "de")
    return _pdf(content, row.reference)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tax_details(request: Request) -> HttpResponse:
    """How I am taxed."""
    return _tax_details(request, _me(request), "/documents/")


@role("dispatcher")
@require_http_methods(["GET", "HEAD", "POST"])
def firm_tax_details(request: Request) -> HttpResponse:
    """How my firm is taxed."""
    firm, _person = my_firm(request)
    return _tax_details(request, firm.person, "/firm/documents/", firm)


def _tax_details(
    request: Request, person: Person, then: str, firm: Firm | None = None
) -> HttpResponse:
    before = queries.tax_details(person)
    initial = pages.tax_initial(before, person)
    form = forms.TaxForm(request.POST or None, initial=initial, firm=firm is not None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_tax_details(person, **form.cleaned_data, by=_me(request), at=request.at)  # fmt: skip
            return see(then)
        except Refused as refused:
            for name, sentence in refused.fields.items():
                form.add_error(name, sentence)
    values = {"form": form, "tax": before, "then": then, "firm": firm}
    return ui.render(request, "documents/tax.html", values)
