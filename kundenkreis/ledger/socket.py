"""The Provider socket: whoever moves money between the outside and us.

Every call carries a `key` that is the same for every try of the same step. If we crash between
the provider's answer and our commit, the retry finds the charge that was made and makes no
second one. Providers hold no rules of ours: how much and when is the ledger's business.

Some set money aside at once; others send the payer to a page of theirs (`hosted`) and tell us
later. What counts is never what they tell, but what they answer when asked (`look`).
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotFound, Refused
from kundenkreis.people.models import Person


class DifferentStep(ValueError):
    """A key came back with another amount: a bug of the caller, never a second charge."""


class ProviderDown(Refused):
    """The provider does not answer, or not sensibly. Nothing of ours has changed."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "provider_down",
            _(
                "The payment service does not answer now. Nothing was charged. Please try again in a few minutes, or choose another way to pay."
            ),
        )


class NotPaid(Refused):
    """What was held is gone: it expired, or the bank said no after all. Nobody has paid."""

    def __init__(self) -> None:
        super().__init__("not_paid", _("The payment did not arrive."))


class NoAccount(Refused):
    """The payee has no account there to which money could go. Nothing moved."""

    def __init__(self) -> None:
        super().__init__(
            "no_account", _("There is no account yet to which the money can go.")
        )


class Forged(Invalid):
    """A message that was not signed by the provider, is too old, or does not fit what we know."""

    status = 400


class ChargeState(StrEnum):
    """How a charge stands at the provider."""

    AWAITED = "awaited"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Checkout:
    """A charge begun: its name at the provider (at most 120 letters), and the page where its payer
    must go; no page: it is held already."""

    ref: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """What the provider answers about a charge: its state, and the amount as first asked for."""

    state: ChargeState
    amount: Money


class ContestState(StrEnum):
    """How a contested charge stands at the payer's bank. While it is open, the bank has the money."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Contest:
    """The payer told her bank that a charge was not right, and the bank took it back.

    `ref`: the contest's name at the provider. `answer_by`: until then it hears us; None: it does not.
    `fee`: what the provider charged for it so far, in minor units of `amount`'s currency.
    """

    ref: str
    state: ContestState
    amount: Money
    reason: str = ""
    answer_by: datetime | None = None
    fee: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """A message of a provider: something happened to this charge. Only a reason to look.

    `event`: the message's own id, the same for every repetition. `ref` is empty where the message
    is about none of our charges. `amount`, where it says one, must be ours. `contested`: the payer's
    bank took it back, or decided about that.
    """

    event: str
    ref: str
    amount: Money | None = None
    contested: bool = False


class Provider(ABC):
    """One way to pay. All calls are idempotent by `key`; any may raise `ProviderDown`."""

    # Whether the payer goes to a page of the provider's.
    hosted: ClassVar[bool] = False
    # The customer does not pay now, but owes: by a bill after the work.
    on_credit: ClassVar[bool] = False
    # What a customer reads beside the radio.
    title: ClassVar[str | Promise] = ""
    hint: ClassVar[str | Promise] = ""
    # How it pays helpers and experts, as a brand's manager reads it; empty: it is for customers only.
    pays_out: ClassVar[str | Promise] = ""
    # Helpers have accounts of their own there, and need to name no bank account to us.
    own_accounts: ClassVar[bool] = False

    @property
    def ready(self) -> bool:
        """Whether it is set up here; keys missing: it is offered to nobody."""
        return True

    @abstractmethod
    def begin(
        self,
        *,
        key: str,
        amount: Money,
        payer: Person | None,
        means: str,
        back: str,
        until: datetime,
        at: datetime,
    ) -> Checkout:
        """Set the amount aside on the payer's card or account, or begin to.

        `means`: which card, as the provider calls it; never stored by us. `back`: the full address
        to which the provider's page returns the payer. `until`: when that page ends.

        :raises Refused: `payment_declined`.
        """

    @abstractmethod
    def look(self, ref: str, *, at: datetime) -> Charge:
        """How the charge stands now. Money that was set aside stays `held`, whatever comes after."""

    @abstractmethod
    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Take this much of what was set aside and release the rest; once a charge.

        :raises NotPaid: it is gone. What the work earned is due all the same; its customer is billed.
        """

    @abstractmethod
    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        """Give back this much. Of a charge that nobody has paid yet: end it, nobody can pay it."""

    @abstractmethod
    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        """Send money to a helper's or expert's bank; the transfer's name at the provider."""

    def payable(self, people: Collection[Person]) -> set[Any]:
        """The keys of those whom it can pay now; the rest have nothing there yet. One statement."""
        return {person.pk for person in people}

    def listen(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Hint:
        """Read a message that claims to come from this provider.

        :raises Forged: unsigned, wrongly signed, older than five minutes, unreadable.
        """
        raise NotFound("not_found", "")

    def contests(self, ref: str, *, at: datetime) -> list[Contest]:
        """Whatever the payer's bank took back of this charge, and how it ended; mostly nothing."""
        return []

    def defend(self, contest: str, *, key: str, text: str, at: datetime) -> None:
        """Tell the payer's bank our side, once; where nothing is contested, there is nobody to tell."""
        return


PROVIDERS: dict[str, Provider] = {}
