"""Documents and the statements of helpers as PDF, in the reader's language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.documents import words
from kundenkreis.documents.models import IssuedDocument, IssuedLine
from kundenkreis.documents.payout_statements import PayoutStatement, Row
from kundenkreis.documents.statements import Statement
from kundenkreis.ui import filters
from kundenkreis.ui.paper import LANGUAGES, WIDTH, sheet

if TYPE_CHECKING:
    from kundenkreis.ui.paper.sheet import Paper

COLUMNS = (WIDTH - 40, 40)
MONTHS = (50, 30, 30, 30, 30)
SERVICES = (62, 21, 23, 20, 23, 21)


def pdf(document: IssuedDocument, lines: list[IssuedLine], *, language: str) -> bytes:
    """The document; `language` one of ours, else German."""
    brand = document.brand
    with translation.override(language if language in LANGUAGES else "de"):
        page = sheet(
            words.title(document), name=brand.name, look=brand.look, at=document.issued_at,
            foot=f"{brand.name} · {brand.phone} · {document.reference}",
        )  # fmt: skip
        _parties(page, words.party(document.supplier), words.party(document.recipient))
        page.say(document.get_kind_display(), size=17, bold=True)
        page.ln(3)
        for key, value in words.facts(document):
            page.pair(key, value)
        page.ln(6)
        page.row(["", document.currency], COLUMNS, size=8.5)
        for line in lines:
            page.row([words.line(line), filters.plain_money(line.money)], COLUMNS)
        page.line_across()
        page.row(
            [_("Total"), filters.plain_money(document.money)], COLUMNS, bold=True, size=11
        )
        page.ln(3)
        for sentence in words.remarks(document, lines):
            page.tell(sentence, size=9.5)
        return page.done()


def statement_pdf(year: Statement, *, language: str) -> bytes:
    """A helper's year."""
    brand, number = year.brand, {"year": year.year}
    with translation.override(language if language in LANGUAGES else "de"):
        page = sheet(
            _("Statement for %(year)s") % number, name=brand.name, look=brand.look, at=year.at,
            foot=f"{brand.name} · {brand.phone}",
        )  # fmt: skip
        _parties(page, words.party(year.company), words.party(year.party))
        page.say(_("Statement for %(year)s") % number, size=17, bold=True)
        page.ln(4)
        head = ["", _("Earned"), _("Tips"), _("Taken back"), _("Paid out")]
        page.row([f"{head[0]}{year.currency}", *head[1:]], MONTHS, size=8.5)
        for month in year.months:
            figures = (month.earned, month.tips, month.taken_back, month.paid_out)
            page.row([filters.month(month.first), *_plain(year.currency, *figures)], MONTHS)
        page.line_across()
        total = year.total
        sums = (total.earned, total.tips, total.taken_back, total.paid_out)
        page.row([_("Whole year"), *_plain(year.currency, *sums)], MONTHS, bold=True)
        page.ln(5)
        opening, closing = _plain(year.currency, year.opening, year.closing)
        page.row([_("Due to you at the start of the year"), opening], COLUMNS)
        page.row([_("Due to you at the end"), closing], COLUMNS, bold=True)
        page.ln(4)
        page.tell(_("After commission. What you earned here may be taxable income."), size=9.5)  # fmt: skip
        return page.done()


def payout_pdf(statement: PayoutStatement, *, language: str) -> bytes:
    """What one payout pays, service by service."""
    brand, payout = statement.brand, statement.payout
    with translation.override(language if language in LANGUAGES else "de"):
        title = _("Payout %(reference)s") % {"reference": payout.reference}
        page = sheet(
            title, name=brand.name, look=brand.look, at=statement.at,
            foot=f"{brand.name} · {brand.phone} · {payout.reference}",
        )  # fmt: skip
        _parties(page, words.party(statement.company), words.party(statement.party))
        page.say(title, size=17, bold=True)
        page.ln(3)
        for key, value in words.payout_facts(statement):
            page.pair(key, value)
        page.ln(6)
        head = (payout.currency, _("Price"), _("Commission"), _("Tips"), _("Corrected"), _("Net"))  # fmt: skip
        page.row(head, SERVICES, size=8)
        for row in statement.rows:
            page.row([words.service(row), *_service(statement, row)], SERVICES, size=8.5)
        page.line_across()
        page.row([_("Total"), *_service(statement, statement.total)], SERVICES, bold=True, size=8.5)  # fmt: skip
        page.ln(4)
        for sentence in words.payout_remarks(statement):
            page.tell(sentence, size=9.5)
        return page.done()


def _service(statement: PayoutStatement, row: Row) -> list[str]:
    figures = (row.gross, -row.commission, row.tips, row.corrections, row.net)
    return _plain(statement.payout.currency, *figures)


def _parties(page: "Paper", supplier: Sequence[str], recipient: Sequence[str]) -> None:
    """Who supplies, small; below it who receives."""
    page.ln(4)
    for line in supplier:
        page.say(line, size=8.5)
    page.ln(9)
    for line in recipient:
        page.say(line)
    page.ln(12)


def _plain(currency: str, *amounts: int) -> list[str]:
    return [filters.plain_money(Money(amount, currency)) for amount in amounts]
