"""What the tests of this room say again and again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from kundenkreis.core.money import Money
from kundenkreis.ledger import actions
from kundenkreis.ledger.models import Account, Entry, FundsHold
from kundenkreis.people.models import Person

SUBJECT = "booking:0b9f5c0e-0000-4000-8000-000000000001"


def chf(amount: int) -> Money:
    return Money(amount, "CHF")


def hold(
    payer: Person | None, payee: Person | None, at: datetime, **other: Any
) -> FundsHold:
    """Vreni's CHF 49 for Jonas, unless a test says else."""
    words = {
        "subject": SUBJECT,
        "amount": chf(4900),
        "payer": payer,
        "payee": payee,
        "provider": "test_card",
        "idem": "one",
        "by": payer,
        "at": at,
    }
    return actions.hold(**{**words, **other})


def on(kind: str) -> int:
    """What lies on all accounts of this kind, by their entries."""
    return Entry.objects.filter(account__kind=kind).aggregate(sum=Sum("amount"))["sum"] or 0


def due(person: Person) -> int:
    """The balance kept of what is owed to a person."""
    return Account.objects.get(kind="payable", owner=person).balance


def refused_by(statement: str, *values: Any) -> str:
    """The law that stops this statement; an assertion when none does."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("set constraints all immediate")
    except IntegrityError as broken:
        return str(broken.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    raise AssertionError(f"nothing stops: {statement}")
