"""A bill as PDF: for francs with the Swiss QR-bill, for euros with the EPC code for a SEPA credit transfer."""

import io
import tempfile
import unicodedata
from collections.abc import Sequence

import segno
from django.utils import translation
from django.utils.translation import gettext as _
from fpdf import FPDF
from qrbill import QRBill  # type: ignore[import-untyped]
from segno import helpers as codes

from kundenkreis.bills import references
from kundenkreis.bills.models import Bill, BillLine
from kundenkreis.payouts.iban import grouped, tidy
from kundenkreis.ui import filters

LEFT, WIDTH, SLIP_HEIGHT = 20, 170, 105  # millimetres on A4
LANGUAGES = ("de", "en", "fr", "it")


def pdf(bill: Bill, lines: Sequence[BillLine], *, language: str) -> bytes:
    """The bill in one of our languages. `bill` comes from `with_owed`; asks for what is owed now."""
    with translation.override(language if language in LANGUAGES else "de"):
        page = FPDF(format="A4")
        page.set_title(_text(_("Bill %(number)s") % {"number": bill.number}))
        page.set_creation_date(bill.issued_at)
        page.set_auto_page_break(False)
        page.set_margins(LEFT, 18, LEFT)
        page.add_page()
        _head(page, bill)
        _table(page, bill, lines)
        if bill.owed.amount > 0 and bill.creditor.get("iban"):
            (_swiss if bill.currency == "CHF" else _sepa)(page, bill)
        return bytes(page.output())


def _text(words: str) -> str:
    """What the built-in font can show; other letters lose their marks rather than vanish."""
    plain = words.translate({0x2013: "-", 0x2019: "'", 0x201E: '"', 0x201C: '"', 0xA0: " "})
    return "".join(
        each if ord(each) < 256 else unicodedata.normalize("NFKD", each).encode("ascii", "ignore").decode() or "?"
        for each in plain
    )  # fmt: skip


def _say(page: FPDF, words: str, *, size: int = 11, bold: bool = False, width: float = WIDTH, align: str = "L", last: bool = True) -> None:  # fmt: skip
    page.set_font("helvetica", "B" if bold else "", size)
    page.cell(width, size * 0.55, _text(words), align=align, new_x="LMARGIN" if last else "RIGHT", new_y="NEXT" if last else "TOP")  # fmt: skip


def _head(page: FPDF, bill: Bill) -> None:
    who = bill.creditor
    _say(page, who.get("name") or bill.brand.name, bold=True, size=13)
    street = f"{who.get('street', '')} {who.get('house_number', '')}".strip()
    place = f"{who.get('postal_code', '')} {who.get('city', '')}".strip()
    for line in (street, place, bill.brand.phone):
        if line:
            _say(page, line, size=10)
    page.ln(12)
    _say(page, bill.customer.shown_name)
    page.ln(12)
    _say(page, _("Bill %(number)s") % {"number": bill.number}, bold=True, size=18)
    page.ln(3)
    issued = bill.issued_at.astimezone(bill.brand.zone).date()
    _say(page, _("Date: %(day)s") % {"day": filters.date(issued)})
    _say(
        page, _("Please pay until %(day)s") % {"day": filters.date(bill.due_on)}, bold=True
    )
    _say(page, _("Reference: %(reference)s") % {"reference": references.grouped(bill.reference)})  # fmt: skip
    page.ln(8)


def _table(page: FPDF, bill: Bill, lines: Sequence[BillLine]) -> None:
    for line in lines:
        _row(page, _about(line), line.amount)
    if bill.given_back:
        _row(page, _("Given back afterwards"), -bill.given_back)
    if bill.paid:
        _row(page, _("Paid already, thank you"), -bill.paid)
    page.line(LEFT, page.get_y() + 1, LEFT + WIDTH, page.get_y() + 1)
    page.ln(3)
    owed = max(bill.owed.amount, 0)
    words = (
        _("To pay in %(currency)s") if owed else _("Nothing more to pay, in %(currency)s")
    )
    _row(page, words % {"currency": bill.currency}, owed, bold=True)


def _about(line: BillLine) -> str:
    held = line.hold
    if line.is_extra:
        return _("Agreed during the visit")
    done = (held.captured_at or held.held_at).astimezone(line.bill.brand.zone).date()
    names = {"name": held.payee.shown_name if held.payee else "", "day": filters.date(done)}
    return _("Help by %(name)s, %(day)s") % names if held.payee else _("Cancelled visit, %(day)s") % names  # fmt: skip


def _row(page: FPDF, words: str, amount: int, *, bold: bool = False) -> None:
    _say(page, words, bold=bold, width=WIDTH - 35, last=False)
    _say(page, f"{amount / 100:.2f}".replace("-", "- "), bold=bold, width=35, align="R")


def _swiss(page: FPDF, bill: Bill) -> None:
    """The payment part of the Swiss QR-bill, 105 mm at the foot of the page."""
    who = bill.creditor
    slip = QRBill(
        account=tidy(who["iban"]),
        creditor={
            "name": who["name"][:70],
            "street": who.get("street", ""),
            "house_num": who.get("house_number", ""),
            "pcode": who["postal_code"],
            "city": who["city"],
            "country": who.get("country", "CH"),
        },
        amount=f"{bill.owed.amount / 100:.2f}",
        currency="CHF",
        reference_number=bill.reference,
        additional_information=_text(_("Bill %(number)s") % {"number": bill.number}),
        language=(translation.get_language() or "de")[:2],
    )
    drawn = io.StringIO()
    slip.as_svg(drawn)
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:
        file.write(drawn.getvalue().encode())
        file.flush()
        page.image(file.name, x=0, y=297 - SLIP_HEIGHT, w=210)


def epc(bill: Bill) -> segno.QRCode:
    """The EPC069-12 code that banking apps read: payee, account, amount, reference."""
    who = bill.creditor
    return codes.make_epc_qr(
        name=who["name"][:70], iban=tidy(who["iban"]), amount=bill.owed.major, reference=bill.reference
    )  # fmt: skip


def _sepa(page: FPDF, bill: Bill) -> None:
    page.set_y(297 - SLIP_HEIGHT)
    page.line(0, page.get_y(), 210, page.get_y())
    page.ln(6)
    _say(page, _("Bank transfer"), bold=True, size=13)
    page.ln(2)
    for words, value in (
        (_("To"), bill.creditor["name"]),
        (_("IBAN"), grouped(tidy(bill.creditor["iban"]))),
        (_("Amount"), f"{bill.currency} {bill.owed.amount / 100:.2f}"),
        (_("Reference"), references.grouped(bill.reference)),
    ):
        _say(page, words, width=30, last=False)
        _say(page, value, bold=True)
    drawn = io.BytesIO()
    epc(bill).save(drawn, kind="png", scale=8, border=4)
    drawn.seek(0)
    page.image(drawn, x=145, y=297 - SLIP_HEIGHT + 6, w=45)
    page.ln(4)
    _say(page, _("Or read the code with your banking app."), size=10)
