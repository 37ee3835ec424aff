"""The Provider socket: whoever moves money between the outside and us.

Every call carries a `key` that is the same for every try of the same step. If we crash between
the provider's answer and our commit, the retry finds the charge that was made and makes no
second one. Providers hold no rules of ours: how much and when is the ledger's business.
"""

from abc import ABC, abstractmethod
from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.people.models import Person


class DifferentStep(ValueError):
    """A key came back with another amount: a bug of the caller, never a second charge."""


class Provider(ABC):
    """One way to pay. All four calls are idempotent by `key`."""

    @abstractmethod
    def hold(
        self, *, key: str, amount: Money, payer: Person | None, means: str, at: datetime
    ) -> str:
        """Set the amount aside on the payer's card or account; the charge's name at the provider.

        `means`: which card, as the provider calls it; never stored by us.

        :raises Refused: `payment_declined`.
        """

    @abstractmethod
    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Take this much of what was set aside and release the rest; once a charge."""

    @abstractmethod
    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Give back this much of what was set aside."""

    @abstractmethod
    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        """Send money to a helper's or expert's bank; the transfer's name at the provider."""


PROVIDERS: dict[str, Provider] = {}
