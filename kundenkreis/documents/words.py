"""What stands on a document, in the reader's language: once for its page and once for its paper."""

from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.bills.queries import paid_by_voucher
from kundenkreis.core.words import pick
from kundenkreis.documents.models import IssuedDocument, IssuedLine
from kundenkreis.documents.payout_statements import PayoutStatement, Row
from kundenkreis.ledger import vat
from kundenkreis.ledger.models import Journal
from kundenkreis.ui import filters
from kundenkreis.ui.paper import party

__all__ = [
    "facts",
    "kinds_for_team",
    "line",
    "party",
    "payout_facts",
    "payout_remarks",
    "remarks",
    "service",
    "title",
]


def title(document: IssuedDocument) -> str:
    """`Receipt R-2026-000012`."""
    return f"{document.get_kind_display()} {document.reference}"


def kinds_for_team() -> dict[str, tuple[str, str]]:
    """Each kind of document as the brand's team calls it: all of them, and one."""
    return {
        IssuedDocument.Kind.RECEIPT.value: (_("Receipts"), _("Receipt")),
        IssuedDocument.Kind.CREDIT_NOTE.value: (_("Corrections of receipts"), _("Correction of a receipt")),
        IssuedDocument.Kind.SELF_BILLING.value: (_("Credit notes to helpers"), _("Credit note to a helper")),
        IssuedDocument.Kind.SELF_BILLING_CORRECTION.value: (
            _("Corrections of helpers' credit notes"), _("Correction of a helper's credit note"),
        ),
    }  # fmt: skip


def line(row: IssuedLine) -> str:
    """What one line is for."""
    named = pick(row.document.words)
    return {
        IssuedLine.What.SERVICE: named or _("Help"),
        IssuedLine.What.EXTRA: _("Agreed during the visit"),
        IssuedLine.What.CANCELLED: _("Cancelled visit: %(what)s")
        % {"what": named or _("Help")},
        IssuedLine.What.TIP: _("Tip, passed on whole"),
    }[IssuedLine.What(row.what)]


def facts(document: IssuedDocument) -> list[tuple[str, str]]:
    """Number, dates, what is corrected."""
    issued = document.issued_at.astimezone(document.brand.zone).date()
    rows = [(_("Number"), document.reference), (_("Date"), filters.date(issued))]
    if document.done_on:
        rows.append((_("Day of the service"), filters.date(document.done_on)))
    if document.corrects:
        rows.append((_("Corrects"), document.corrects))
    return rows


def remarks(document: IssuedDocument, lines: list[IssuedLine]) -> list[str]:
    """What must or should be said below the sum."""
    said = []
    if document.status == IssuedDocument.Status.VAT:
        for points, amount, tax in _rates(lines):
            if points:
                said.append(vat.words(amount, points, tax))
    else:
        country = document.supplier.get("country", "")
        said.append(vat.note(document.status, country))
    endings = {
        IssuedDocument.Kind.RECEIPT: _("Paid. Thank you."),
        IssuedDocument.Kind.CREDIT_NOTE: _("Your bank has taken this amount back.")
        if any(each.journal.kind == Journal.Kind.CHARGEBACK for each in lines)
        else _("You get this amount back the way you paid."),
        IssuedDocument.Kind.SELF_BILLING: _(
            "This credit note is your invoice to us (self-billing). Object within 14 days if something is wrong."
        ),
        IssuedDocument.Kind.SELF_BILLING_CORRECTION: _(
            "This amount was taken off your earnings."
        ),
    }
    voucher = paid_by_voucher(document.subject) if document.kind == IssuedDocument.Kind.RECEIPT else None  # fmt: skip
    if voucher:
        said.append(_("A voucher of %(brand)s paid %(amount)s more.") % {
            "brand": document.brand.name, "amount": filters.exact_money(voucher),
        })  # fmt: skip
    return [*said, endings[IssuedDocument.Kind(document.kind)]]


def _rates(lines: list[IssuedLine]) -> list[tuple[int, Any, Any]]:
    """Each rate with what it is charged on and the tax, the highest first."""
    sums: dict[int, list[Any]] = {}
    for each in lines:
        if each.vat_points in sums:
            sums[each.vat_points][0] += each.money
            sums[each.vat_points][1] += each.vat
        else:
            sums[each.vat_points] = [each.money, each.vat]
    return [(points, *sums[points]) for points in sorted(sums, reverse=True)]


def payout_facts(statement: PayoutStatement) -> list[tuple[str, str]]:
    """When it was sent, and where to."""
    payout = statement.payout
    rows = [(_("State"), str(payout.get_state_display()))]
    if payout.sent_at:
        day = payout.sent_at.astimezone(statement.brand.zone).date()
        rows.append((_("Sent"), filters.date(day)))
    rows.append((_("To the account"), payout.where))
    return [*rows, (_("Amount"), filters.exact_money(payout.money))]


def service(row: Row) -> str:
    """One service with its day, and the credit notes on which it stands."""
    named = pick(row.words) or _("Help")
    return " · ".join([filters.date(row.on), named, *row.papers])


def payout_remarks(statement: PayoutStatement) -> list[str]:
    """What should be said below the sum."""
    said = []
    if statement.again:
        names = {"references": ", ".join(statement.again)}
        said.append(_("Your bank sent back %(references)s. Its services are paid with this payout.") % names)  # fmt: skip
    if statement.total.corrections:
        said.append(_("Corrected: what waited for a decision, what went back to a customer, what you got on top."))  # fmt: skip
    return (
        [*said, _("Tips are yours without commission.")] if statement.total.tips else said
    )
