"""The tables of money: the books, and payments on their way in."""

from kundenkreis.ledger.models.books import (
    SUBJECT_LENGTH,
    Account,
    Entry,
    Journal,
    JournalQuerySet,
    about,
)
from kundenkreis.ledger.models.holds import FundsHold, FundsHoldQuerySet
from kundenkreis.ledger.models.payments import (
    Payment,
    PaymentQuerySet,
    ProviderEvent,
    ProviderStep,
)

__all__ = [
    "SUBJECT_LENGTH",
    "Account",
    "Entry",
    "FundsHold",
    "FundsHoldQuerySet",
    "Journal",
    "JournalQuerySet",
    "Payment",
    "PaymentQuerySet",
    "ProviderEvent",
    "ProviderStep",
    "about",
]
