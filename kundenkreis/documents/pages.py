"""What the pages of documents show."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from kundenkreis.bills import pages as bill_pages
from kundenkreis.bills.models import Bill
from kundenkreis.brands.models import Brand
from kundenkreis.core.words import pick
from kundenkreis.documents import bills, queries, statements, words
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.documents.payout_statements import PayoutStatement
from kundenkreis.ledger import vat
from kundenkreis.people.models import Person
from kundenkreis.ui import filters

PER_PAGE = 20


def mine(
    person: Person, brand: Brand, number: str | None, *, at: datetime
) -> dict[str, Any]:
    """Documents made out to this person, newest first; as a helper, her years and taxes."""
    rows = IssuedDocument.objects.all().filter(person=person).select_related("brand")
    owed = bills.bills_of([person]).unpaid().order_by("due_on", "number")
    return {
        "page": Paginator(rows.newest_first(), PER_PAGE).get_page(number),
        "owed": list(owed[:PER_PAGE]),
        "today": at.astimezone(brand.zone).date(),
        "years": statements.years_of(person),
        "tax": queries.tax_details(person),
    }


def of_brand(number: str | None, kind: str) -> dict[str, Any]:
    """All documents of the brand, newest first."""
    rows = IssuedDocument.objects.all().select_related("brand", "person").newest_first()
    known = words.kinds_for_team()
    if kind in known:
        rows = rows.filter(kind=kind)
    page: Page[IssuedDocument] = Paginator(rows, PER_PAGE).get_page(number)
    return {
        "page": page,
        "kinds": [(value, named[0]) for value, named in known.items()],
        "names": {value: named[1] for value, named in known.items()},
        "kind": kind if kind in known else "",
    }


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


def bill_page(bill: Bill, case: UUID | None, person: Person | None, *, at: datetime) -> dict[str, Any]:  # fmt: skip
    """One bill for its customer: what for, how much, where to, what came already."""
    known = person is not None and not person.is_guest
    day = [filters.date(bill.done_on)] if bill.done_on else []
    return {
        **bill_pages.bill_page(bill, at=at),
        "case": case,
        "mine": known and person == bill.customer,
        "about": ", ".join([pick(bill.words) or _("Help"), *day]),
    }
