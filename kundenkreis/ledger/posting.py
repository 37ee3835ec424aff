"""Opening accounts and writing journals: the only two ways money moves in this house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kundenkreis.core.statements import asked, insert
from kundenkreis.ledger.models import Account, Entry, FundsHold, Journal
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.people.models import Person

Leg = tuple[Account, int]


def account(
    kind: Account.Kind, *, currency: str, owner: Person | None = None, subject: str = ""
) -> Account:
    """The one account of this kind, owner, subject and currency; opened when it is first needed."""
    key: Any = {"owner": owner, "subject": subject, "currency": currency}
    found = _of(owner, kind.value, subject, currency) if owner else _of_nobody(kind.value, subject, currency)  # fmt: skip
    if found:
        return found[0]
    row, fresh = opened(kind, **key)
    return row if fresh else Account.objects.get(kind=kind, **key)


def opened(kind: Account.Kind, **more: Any) -> tuple[Account, bool]:
    """An account of this kind as in `account`, and whether there was none: then it is this row, and ours until the transaction ends."""
    key = {"kind": kind, "owner": None, "subject": "", **more}
    row = Account(**key, may_overdraw=kind in Account.OUTSIDE)
    # Two who open it at once: the second waits for the first and then finds its row.
    return row, insert(row, unless_there=True)


@asked
def _of(owner: Person, kind: str, subject: str, currency: str) -> QuerySet[Account]:
    return Account.objects.filter(
        owner=owner, kind=kind, subject=subject, currency=currency
    ).order_by("pk")


@asked
def _of_nobody(kind: str, subject: str, currency: str) -> QuerySet[Account]:
    return Account.objects.filter(
        owner=None, kind=kind, subject=subject, currency=currency
    ).order_by("pk")


def source(held: FundsHold) -> Account:
    """Where held money came from and goes back to: the customer's means, her debt where she pays by
    bill, or the brand's purse."""
    if held.payer:
        on_credit = PROVIDERS[held.provider].on_credit or held.lost_at is not None
        kind = Account.Kind.RECEIVABLE if on_credit else Account.Kind.FUNDING
        return account(kind, owner=held.payer, currency=held.currency)
    return account(Account.Kind.COMPANY, currency=held.currency)


def due(held: FundsHold, payee: Person) -> Account:
    """What is owed to the helper or expert."""
    return account(Account.Kind.PAYABLE, owner=payee, currency=held.currency)


def commission(held: FundsHold) -> Account:
    """The brand's share."""
    return account(Account.Kind.COMMISSION, currency=held.currency)


def post(
    kind: Journal.Kind,
    *,
    subject: str,
    idem: str,
    legs: Iterable[Leg],
    memo: str = "",
    by: Person | None,
    at: datetime,
) -> Journal:
    """One journal with its legs (account, signed minor units); legs of nothing are left out.

    Legs are always written in the order of account ids, so that two journals over the same
    accounts wait for one another instead of deadlocking (measured: 5 against 219 a second).
    """
    journal = Journal(kind=kind, subject=subject, idem=idem, memo=memo, by=by, at=at)
    insert(journal)
    ordered = sorted((leg for leg in legs if leg[1]), key=lambda leg: leg[0].pk)
    for where, amount in ordered:
        insert(
            Entry(journal=journal, account=where, currency=where.currency, amount=amount)
        )
    return journal
