"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersIssued(Event):
    """A batch of codes was made."""

    name = "vouchers_issued"
    batch: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersRevoked(Event):
    """The codes of a batch are worth nothing any more."""

    name = "vouchers_revoked"
    batch: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherRedeemed(Event):
    """A voucher pays a part of a subject."""

    name = "voucher_redeemed"
    subject: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherReturned(Event):
    """Nothing of it was needed: it may be used again."""

    name = "voucher_returned"
    subject: str
