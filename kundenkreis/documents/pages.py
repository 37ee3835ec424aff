"""What the pages of documents show."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from kundenkreis.documents import queries, statements, vat, words
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.documents.payout_statements import PayoutStatement
from kundenkreis.people.models import Person

PER_PAGE = 20
KINDS = IssuedDocument.Kind.choices


def mine(person: Person, number: str | None) -> dict[str, Any]:
    """Documents made out to this person, newest first; as a helper, her years and taxes."""
    rows = IssuedDocument.objects.all().filter(person=person).select_related("brand")
    return {
        "page": Paginator(rows.newest_first(), PER_PAGE).get_page(number),
        "years": statements.years_of(person),
        "tax": queries.tax_details(person),
    }


def of_brand(number: str | None, kind: str) -> dict[str, Any]:
    """All documents of the brand, newest first."""
    rows = IssuedDocument.objects.all().select_related("brand", "person").newest_first()
    known = dict(KINDS)
    if kind in known:
        rows = rows.filter(kind=kind)
    page: Page[IssuedDocument] = Paginator(rows, PER_PAGE).get_page(number)
    return {"page": page, "kinds": KINDS, "kind": kind if kind in known else ""}


def document_page(document: IssuedDocument, persons: list[Person], *, at: datetime) -> dict[str, Any]:  # fmt: skip
    """One document, as on paper."""
    lines = queries.lines_of(document)
    return {
        "document": document,
        "lines": [{"text": words.line(line), "amount": line.money} for line in lines],
        "supplier": ", ".join(words.party(document.supplier)),
        "recipient": ", ".join(words.party(document.recipient)),
        "facts": words.facts(document),
        "remarks": words.remarks(document, lines),
        "mine": document.person in persons,
    }


def tax_initial(before: TaxDetails | None, person: Person) -> dict[str, Any]:
    """What is known stands in the form."""
    if before is None:
        return {"name": person.name, "country": "CH"}
    percent = vat.percent_text(before.vat_points) if before.vat_points else ""
    return {**before.as_party, "status": before.status, "vat_percent": percent}


def payout_page(statement: PayoutStatement, person: Person) -> dict[str, Any]:
    """What one payout pays, as on paper."""
    money, total = statement.money, statement.total
    return {
        "payout": statement.payout,
        "mine": statement.payout.person_id == person.pk,
        "facts": words.payout_facts(statement),
        "rows": [
            (words.service(row), [money(each) for each in (row.gross, -row.commission, row.tips, row.corrections, row.net)])
            for row in [*statement.rows]
        ],
        "total": [money(each) for each in (total.gross, -total.commission, total.tips, total.corrections, total.net)],
        "remarks": words.payout_remarks(statement),
    }  # fmt: skip
