"""Documents and yearly statements as PDF, in the reader's language."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.documents import words
from kundenkreis.documents.models import IssuedDocument, IssuedLine
from kundenkreis.documents.statements import Statement
from kundenkreis.ui import filters
from kundenkreis.ui.paper import LANGUAGES, WIDTH, Paper

COLUMNS = (WIDTH - 40, 40)
MONTHS = (50, 30, 30, 30, 30)


def pdf(document: IssuedDocument, lines: list[IssuedLine], *, language: str) -> bytes:
    """The document; `language` one of ours, else German."""
    brand = document.brand
    with translation.override(language if language in LANGUAGES else "de"):
        page = Paper(
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
            page.row([words.line(line), _plain(line.amount)], COLUMNS)
        page.line_across()
        page.row([_("Total"), _plain(document.amount)], COLUMNS, bold=True, size=11)
        page.ln(3)
        for sentence in words.remarks(document, lines):
            page.tell(sentence, size=9.5)
        return page.done()


def statement_pdf(year: Statement, *, language: str) -> bytes:
    """A helper's year."""
    brand, number = year.brand, {"year": year.year}
    with translation.override(language if language in LANGUAGES else "de"):
        page = Paper(
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
            page.row([filters.month(month.first), *map(_plain, figures)], MONTHS)
        page.line_across()
        total = year.total
        sums = (total.earned, total.tips, total.taken_back, total.paid_out)
        page.row([_("Whole year"), *map(_plain, sums)], MONTHS, bold=True)
        page.ln(5)
        page.row([_("Due to you at the start of the year"), _plain(year.opening)], COLUMNS)
        page.row([_("Due to you at the end"), _plain(year.closing)], COLUMNS, bold=True)
        page.ln(4)
        page.tell(_("After commission. What you earned here may be taxable income."), size=9.5)  # fmt: skip
        return page.done()


def _parties(page: Paper, supplier: Sequence[str], recipient: Sequence[str]) -> None:
    """Who supplies, small; below it who receives."""
    page.ln(4)
    for line in supplier:
        page.say(line, size=8.5)
    page.ln(9)
    for line in recipient:
        page.say(line)
    page.ln(12)


def _plain(amount: int) -> str:
    return f"{amount / 100:.2f}".replace("-", "\u2212") if amount else "0.00"
