"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutAccountSet(Event):
    """Somebody's money goes to another account from `usable_from` on."""

    name = "payout_account_set"
    account: str
    person: str
    changed: bool

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutBatchMade(Event):
    """What is due was put together, and waits for a second pair of eyes."""

    name = "payout_batch_made"
    batch: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutBatchReleased(Event):
    """The second pair of eyes agreed: its payouts go out now."""

    name = "payout_batch_released"
    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutMoved(Event):
    """Base: one person's payout went on."""

    payout: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutSent(PayoutMoved):
    """The money left."""

    name = "payout_sent"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutConfirmed(PayoutMoved):
    """The money arrived."""

    name = "payout_confirmed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutReturned(PayoutMoved):
    """The bank sent the money back; it is due again."""

    name = "payout_returned"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutWithdrawn(PayoutMoved):
    """It was taken out of its batch before it left; the money is due again."""

    name = "payout_withdrawn"
