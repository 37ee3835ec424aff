"""API: documents as rows and as paper, the helper's taxes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from ninja import Field, Router, Schema, Status

from kundenkreis.cases.doors import guests_of
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.documents import actions, paper, queries, words
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.ledger import vat
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request

router = Router(tags=["money"])


class DocumentLineOut(Schema):
    """One movement of money; `vat` is the tax inside `amount`, `vat_percent` its rate."""

    what: str
    text: str
    amount: MoneyOut
    vat: MoneyOut
    vat_percent: str


class DocumentShort(Schema):
    """A numbered paper. `kind`: receipt, credit_note, self_billing, self_billing_correction."""

    id: UUID
    reference: str
    kind: str
    title: str
    issued_at: datetime
    amount: MoneyOut
    vat: MoneyOut
    url: str


class DocumentOut(DocumentShort):
    """With lines, parties as they were then, and what must be said about the tax."""

    done_on: date | None
    corrects: str
    supplier: dict[str, Any]
    recipient: dict[str, Any]
    tax_status: str
    lines: list[DocumentLineOut]
    remarks: list[str]


class TaxOut(Schema):
    """How I am taxed. `status`: private, small_business, vat; `vat_percent` only with vat."""

    status: str
    name: str
    street: str
    postal_code: str
    city: str
    country: str
    number: str
    vat_percent: str


class TaxIn(Schema):
    """The same, to be set."""

    status: str
    name: str = Field(max_length=80)
    street: str = Field(max_length=120)
    postal_code: str = Field(max_length=10)
    city: str = Field(max_length=80)
    country: str = "CH"
    number: str = ""
    vat_percent: str = ""


class TaxAnswer(Schema):
    """The details, or null."""

    tax: TaxOut | None


@router.get("documents", response=Listed[DocumentShort], summary="My documents")
def documents(request: Request, cursor: str = "", limit: int = 20) -> Listed[DocumentShort]:
    """Newest first; with a case key those of its case."""
    persons = guests_of(request) or [me(request)]
    rows = IssuedDocument.objects.all().around_people(persons).select_related("brand")
    found, after = cursor_page(rows, newest_by="issued_at", cursor=cursor, limit=limit)
    items = [DocumentShort(**_short(request, row)) for row in found]
    return Listed[DocumentShort](items=items, next=after)


@router.get("documents/{uuid:pk}.pdf", summary="A document as PDF", response={200: None})
def document_pdf(request: Request, pk: UUID) -> HttpResponse:
    """In the language of `Accept-Language`."""
    row = queries.document_for(guests_of(request), pk, at=request.at)
    content = paper.pdf(row, queries.lines_of(row), language=get_language() or "de")
    return HttpResponse(content, content_type="application/pdf")


@router.get("documents/{uuid:pk}", response=DocumentOut, summary="A document")
def document(request: Request, pk: UUID) -> DocumentOut:
    """Everything that stands on it."""
    row = queries.document_for(guests_of(request), pk, at=request.at)
    lines = queries.lines_of(row)
    return DocumentOut(
        **_short(request, row), done_on=row.done_on, corrects=row.corrects, supplier=row.supplier,
        recipient=row.recipient, tax_status=row.status, remarks=words.remarks(row, lines),
        lines=[
            DocumentLineOut(
                what=line.what, text=words.line(line), amount=MoneyOut.of(line.money), vat=MoneyOut.of(line.vat),
                vat_percent=vat.percent_text(line.vat_points),
            )
            for line in lines
        ],
    )  # fmt: skip


def _short(request: Request, row: IssuedDocument) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.reference,
        "kind": row.kind,
        "title": words.title(row),
        "issued_at": row.issued_at,
        "amount": MoneyOut.of(row.money),
        "vat": MoneyOut.of(row.vat),
        "url": request.build_absolute_uri(row.path),
    }


@router.get("me/tax-details", response=TaxAnswer, summary="My tax details")
def tax_details(request: Request) -> TaxAnswer:
    """How my credit notes are made out."""
    row = queries.tax_details(me(request))
    return TaxAnswer(tax=_tax(row) if row else None)


@router.put("me/tax-details", response={200: TaxAnswer}, summary="Set my tax details")
def set_tax_details(request: Request, body: TaxIn) -> Status[TaxAnswer]:
    """They count for credit notes issued from now on."""
    person = me(request)
    row = actions.set_tax_details(person, **body.dict(), by=person, at=request.at)
    return Status(200, TaxAnswer(tax=_tax(row)))


def _tax(row: TaxDetails) -> TaxOut:
    return TaxOut(**row.as_party, status=row.status, vat_percent=vat.percent_text(row.vat_points))  # fmt: skip
