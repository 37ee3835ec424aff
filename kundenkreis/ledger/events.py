"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMoved(Event):
    """Base: money of a subject moved. `amount` in minor units of `currency`."""

    hold: str
    subject: str
    amount: int
    currency: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject,)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FundsHeld(MoneyMoved):
    """Somebody paid; the money waits for the sign-off."""

    name = "funds_held"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FundsCaptured(MoneyMoved):
    """The money went to who did the work, less the commission; `payee` is empty if the brand keeps it."""

    name = "funds_captured"
    payee: str
    commission: int
    refunded: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FundsRefunded(MoneyMoved):
    """All or a part of what waited went back to the payer."""

    name = "funds_refunded"
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLost(MoneyMoved):
    """What was held is gone at the provider; the customer owes it now, the helper is paid."""

    name = "payment_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent(Event):
    """Base: a payment on a provider's page moved on."""

    payment: str
    subject: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject,)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHeld(PaymentEvent):
    """The provider says: paid. The money is held."""

    name = "payment_held"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFailed(PaymentEvent):
    """Declined or called off at the provider; nothing was charged."""

    name = "payment_failed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentContested(PaymentEvent):
    """The payer's bank took a payment back, or decided about it; whoever hears it asks the provider."""

    name = "payment_contested"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReturned(PaymentEvent):
    """Paid too late or twice; all of it was given back."""

    name = "payment_returned"
