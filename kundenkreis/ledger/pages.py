"""What the manager's page of the books shows: sums by kind of account, movements newest first."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from kundenkreis.ledger import queries
from kundenkreis.ledger.models import Entry, Journal
from kundenkreis.ledger.points import POINTS

PER_PAGE = 20


def account_names() -> dict[str, str]:
    """Kinds of account as a manager calls them."""
    return {
        "funding": _("Paid by customers"),
        "receivable": _("Bills of customers"),
        "company": _("Paid by us"),
        "hold": _("Held until the sign-off"),
        "payable": _("Owed to helpers and experts"),
        "commission": _("Our commission"),
        "transit": _("Set aside for transfers"),
        "bank": _("Sent to bank accounts"),
        "disputed": _("Waiting for a decision"),
        "goodwill": _("Given by us as goodwill"),
        "credit": _("Credit of customers"),
        "contested": _("Taken back by customers' banks"),
        "fees": _("Fees of payment services"),
    }


def journal_names() -> dict[str, str]:
    """Kinds of movement as a manager calls them."""
    return {
        "hold": _("Payment held"),
        "capture": _("Work signed off"),
        "cancellation": _("Cancelled late"),
        "refund": _("Given back"),
        "payout": _("Set aside for a transfer"),
        "transfer": _("Sent to the bank"),
        "return": _("Came back from the bank"),
        "dispute": _("Customer objects"),
        "release": _("Objection decided"),
        "reimbursed": _("Given back afterwards"),
        "make_good": _("Made good"),
        "default": _("Payment failed"),
        "payment": _("Bill paid"),
        "chargeback": _("Charge contested at the bank"),
        "fee": _("Fee of the payment service"),
    }


def totals() -> list[dict[str, Any]]:
    """One row a kind of account and currency, with its name; points are no money (room payback)."""
    names = account_names()
    return [
        {"name": names[row.kind], "money": row.money, "accounts": row.accounts}
        for row in queries.trial_balance()
        if row.money.currency != POINTS
    ]


def movements(number: str | None) -> Page[Journal]:
    """A page of journals with their entries, newest first."""
    legs = Entry.objects.select_related("account__owner").order_by("id")
    journals = (
        Journal.objects.exclude(kind=Journal.Kind.POINTS)
        .order_by("-id")
        .prefetch_related(Prefetch("entries", legs))
    )
    return Paginator(journals, PER_PAGE).get_page(number)
