"""A bill as PDF: for francs with the Swiss QR-bill, for euros with the EPC code for a SEPA credit transfer."""

import io
import tempfile
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.bills import queries, references
from kundenkreis.bills.models import Bill, BillLine
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick
from kundenkreis.ledger import vat
from kundenkreis.payouts.iban import grouped, tidy
from kundenkreis.ui import filters
from kundenkreis.ui.paper import LANGUAGES, WIDTH, party, sheet
from kundenkreis.ui.paper.letters import apart

if TYPE_CHECKING:
    import segno
    from qrbill import QRBill  # type: ignore[import-untyped]

    from kundenkreis.ui.paper.sheet import Paper

SLIP_HEIGHT = 105  # millimetres, at the foot of the last page
COLUMNS = (WIDTH - 40, 40)


def pdf(bill: Bill, lines: Sequence[BillLine], *, language: str) -> bytes:
    """The bill in one of our languages. `bill` comes from `with_owed`; asks for what is owed now."""
    brand, who = bill.brand, bill.creditor
    with translation.override(language if language in LANGUAGES else "de"):
        title = _("Bill %(number)s") % {"number": bill.number}
        page = sheet(
            title, name=brand.name, look=brand.look, at=bill.issued_at,
            foot=f"{brand.name} · {brand.phone} · {title}",
        )  # fmt: skip
        page.ln(2)
        for line in party({"name": brand.name, **who}):
            page.say(line, size=8.5)
        page.ln(7)
        for line in party(bill.recipient or {"name": bill.customer.shown_name}):
            page.say(line)
        page.ln(9)
        page.say(title, size=17, bold=True)
        page.ln(2)
        for key, value in _facts(bill):
            page.pair(key, value)
        page.ln(4)
        _table(page, bill, lines)
        page.ln(1)
        if voucher := queries.paid_by_voucher(bill.subject):
            page.tell(_("A voucher of %(brand)s paid %(amount)s more.") % {
                "brand": brand.name, "amount": filters.exact_money(voucher),
            }, size=8.5)  # fmt: skip
        for sentence in _taxes(bill, lines):
            page.tell(sentence, size=8.5)
        if bill.owed.amount > 0 and who.get("iban"):
            _slip(page, bill)
        return page.done()


def _facts(bill: Bill) -> list[tuple[str, str]]:
    issued = bill.issued_at.astimezone(bill.brand.zone).date()
    rows = [(_("Date"), filters.date(issued))]
    if bill.done_on:
        rows.append((_("Day of the service"), filters.date(bill.done_on)))
    rows.append((_("Please pay until"), filters.date(bill.due_on)))
    return [*rows, (_("Reference"), references.grouped(bill.reference))]


def _table(page: "Paper", bill: Bill, lines: Sequence[BillLine]) -> None:
    page.row(["", bill.currency], COLUMNS, size=8.5)
    for line in lines:
        page.row([_about(line), filters.plain_money(line.money)], COLUMNS)
    for said, amount in (
        (_("Given back afterwards"), bill.given_back),
        (_("Paid already, thank you"), bill.paid),
    ):
        if amount:
            page.row([said, filters.plain_money(Money(-amount, bill.currency))], COLUMNS)
    page.line_across()
    owed = Money(max(bill.owed.amount, 0), bill.currency)
    said = _("To pay") if owed else _("Nothing more to pay")
    page.row([said, filters.plain_money(owed)], COLUMNS, bold=True, size=11)


def _about(line: BillLine) -> str:
    """What one line is for. Names keep their direction to themselves."""
    held = line.hold
    if line.is_extra:
        return (
            _("Tip, passed on whole")
            if line.part == "tip"
            else _("Agreed during the visit")
        )
    done = (held.captured_at or held.held_at).astimezone(line.bill.brand.zone).date()
    names = {
        "name": apart(held.payee.shown_name) if held.payee else "",
        "day": filters.date(done),
    }
    said = _("Help by %(name)s, %(day)s") % names if held.payee else _("Cancelled visit, %(day)s") % names  # fmt: skip
    return " · ".join(each for each in (pick(line.bill.words), said) if each)


def _taxes(bill: Bill, lines: Sequence[BillLine]) -> list[str]:
    """The tax inside what was billed, or why there is none. A tip is the helper's, without tax."""
    points = vat.points_of(bill.creditor.get("vat_percent"))
    if not points:
        return [
            vat.note("small_business", bill.creditor.get("country", bill.brand.country))
        ]
    taxed = [line.amount for line in lines if line.part != "tip"]
    tax = sum(vat.inside(amount, points) for amount in taxed)
    return [vat.words(Money(sum(taxed), bill.currency), points, Money(tax, bill.currency))]


def _slip(page: "Paper", bill: Bill) -> None:
    """The foot of the last page belongs to the bank: 105 millimetres, without ours."""
    if page.get_y() > 297 - SLIP_HEIGHT - 5:
        page.add_page()
    page.foot = ""
    page.set_auto_page_break(False)
    # The slip's style guide asks for black; a drawing takes the colour that was used last.
    page.set_fill_color(0, 0, 0)
    (_draw_swiss if bill.currency == "CHF" else _draw_sepa)(page, bill)


def _latin(said: str) -> str:
    """What stands on a Swiss slip is Latin (SIX guidelines, character set): other letters lose their marks."""
    return "".join(
        each if ord(each) < 256 else unicodedata.normalize("NFKD", each).encode("ascii", "ignore").decode() or "?"
        for each in said
    )  # fmt: skip


def _payable_by(bill: Bill) -> dict[str, str] | None:
    """Who pays, for the slip: with her address as she gave it; without it the field stays empty."""
    who = bill.recipient
    if not (who.get("name") and who.get("postal_code") and who.get("city")):
        return None
    return {
        "name": _latin(who["name"])[:70],
        "street": _latin(who.get("street", ""))[:70],
        "pcode": who["postal_code"][:16],
        "city": _latin(who["city"])[:35],
        "country": who.get("country") or bill.brand.country,
    }


def swiss(bill: Bill) -> "QRBill":
    """The payment part of the Swiss QR-bill, in the language that is active."""
    from qrbill import QRBill

    who = bill.creditor
    return QRBill(
        account=tidy(who["iban"]),
        creditor={
            "name": _latin(who["name"])[:70],
            "street": _latin(who.get("street", "")),
            "house_num": who.get("house_number", ""),
            "pcode": who["postal_code"],
            "city": _latin(who["city"]),
            "country": who.get("country", "CH"),
        },
        debtor=_payable_by(bill),
        amount=f"{bill.owed.amount / 100:.2f}",
        currency="CHF",
        reference_number=bill.reference,
        additional_information=_latin(_("Bill %(number)s") % {"number": bill.number}),
        language=(translation.get_language() or "de")[:2],
    )


def _draw_swiss(page: "Paper", bill: Bill) -> None:
    """105 mm at the foot of the page."""
    drawn = io.StringIO()
    swiss(bill).as_svg(drawn)
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:
        file.write(drawn.getvalue().encode())
        file.flush()
        page.image(file.name, x=0, y=297 - SLIP_HEIGHT, w=210)


def epc(bill: Bill) -> "segno.QRCode":
    """The EPC069-12 code that banking apps read: payee, account, amount, reference."""
    from segno import helpers as codes

    who = bill.creditor
    return codes.make_epc_qr(
        name=who["name"][:70], iban=tidy(who["iban"]), amount=bill.owed.major, reference=bill.reference
    )  # fmt: skip


def _draw_sepa(page: "Paper", bill: Bill) -> None:
    page.set_y(297 - SLIP_HEIGHT)
    page.line(0, page.get_y(), 210, page.get_y())
    page.ln(6)
    page.say(_("Bank transfer"), bold=True, size=13)
    page.ln(2)
    for said, value in (
        (_("To"), bill.creditor["name"]),
        (_("IBAN"), grouped(tidy(bill.creditor["iban"]))),
        (_("Amount"), f"{bill.currency} {bill.owed.major}"),
        (_("Reference"), references.grouped(bill.reference)),
    ):
        page.say(said, width=30, last=False)
        page.say(value, bold=True, width=90)
    drawn = io.BytesIO()
    epc(bill).save(drawn, kind="png", scale=8, border=4)
    drawn.seek(0)
    page.image(drawn, x=145, y=297 - SLIP_HEIGHT + 6, w=45)
    page.ln(4)
    page.say(_("Or read the code with your banking app."), size=10, width=110)
