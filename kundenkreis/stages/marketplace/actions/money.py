"""Who pays what at which step. A visit that is free of charge moves no money."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger import actions as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, PayerKind


def set_aside(booking: Booking, *, means: str, by: Person, at: datetime) -> None:
    """The price waits until the sign-off.

    :raises Refused: `payment_declined`.
    """
    customer_pays = booking.payer == PayerKind.CUSTOMER
    if booking.price:
        ledger.hold(
            subject=booking.subject,
            amount=booking.money,
            payer=booking.customer if customer_pays else None,
            payee=booking.helper.person,
            provider="test_card" if customer_pays else "company",
            idem=f"{booking.subject}:hold",
            means=means,
            by=by,
            at=at,
        )


def commission(booking: Booking, of: Money) -> Money:
    """The brand's share; none when it paid itself."""
    percent = booking.brand.commission_percent if booking.payer == PayerKind.CUSTOMER else 0
    return of.share(percent)


def pay_helper(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The visit was done: the price goes to the helper, less commission."""
    if booking.price:
        ledger.capture(
            subject=booking.subject,
            payee=booking.helper.person,
            commission=commission(booking, booking.money),
            by=by,
            at=at,
        )


def settle(
    booking: Booking, *, kept: Money, reason: str, by: Person | None, at: datetime
) -> None:
    """The visit does not take place: `kept` goes to the helper, the rest back to the payer."""
    if booking.price:
        ledger.settle_cancellation(
            subject=booking.subject,
            kept=kept,
            payee=booking.helper.person if kept else None,
            commission=commission(booking, kept),
            reason=reason,
            by=by,
            at=at,
        )
