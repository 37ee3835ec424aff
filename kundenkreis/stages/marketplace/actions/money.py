"""Who pays what at which step. A visit that is free of charge moves no money."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger import actions as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Extra, PayerKind


def set_aside(booking: Booking, *, means: str, by: Person, at: datetime) -> None:
    """The price waits until the sign-off.

    :raises Refused: `payment_declined`.
    """
    _hold(
        booking.subject, booking.money, payer=booking.payer, customer=booking.customer,
        payee=booking.helper.person, means=means, by=by, at=at,
    )  # fmt: skip


def set_extra_aside(
    booking: Booking, extra: Extra, *, means: str, by: Person, at: datetime
) -> None:
    """The price of an agreed extra waits with the rest, under its own name.

    :raises Refused: `payment_declined`.
    """
    _hold(
        extra.subject, extra.money, payer=booking.payer, customer=booking.customer,
        payee=booking.helper.person, means=means, by=by, at=at,
    )  # fmt: skip


def set_aside_for(dispatch: Dispatch, *, means: str, by: Person, at: datetime) -> None:
    """The price waits, on the account of the booking to come, for whoever comes first.

    :raises Refused: `payment_declined`.
    """
    customer = dispatch.request.case.customer
    _hold(
        dispatch.subject, dispatch.money, payer=dispatch.payer, customer=customer, payee=None,
        means=means, by=by, at=at,
    )  # fmt: skip


def give_back(dispatch: Dispatch, *, reason: str, by: Person | None, at: datetime) -> None:
    """Nobody comes: everything goes back."""
    if dispatch.price:
        nothing = Money(0, dispatch.currency)
        ledger.settle_cancellation(
            subject=dispatch.subject, kept=nothing, payee=None, commission=nothing, reason=reason,
            by=by, at=at,
        )  # fmt: skip


def _hold(
    subject: str,
    amount: Money,
    *,
    payer: str,
    customer: Person,
    payee: Person | None,
    means: str,
    by: Person,
    at: datetime,
) -> None:
    customer_pays = payer == PayerKind.CUSTOMER
    if amount:
        ledger.hold(
            subject=subject,
            amount=amount,
            payer=customer if customer_pays else None,
            payee=payee,
            provider="test_card" if customer_pays else "company",
            idem=f"{subject}:hold",
            means=means,
            by=by,
            at=at,
        )


def commission(booking: Booking, of: Money) -> Money:
    """The brand's share; none when it paid itself."""
    percent = booking.brand.commission_percent if booking.payer == PayerKind.CUSTOMER else 0
    return of.share(percent)


def pay_helper(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The visit was done: price and agreed extras go to the helper, less commission."""
    for subject, amount in _parts(booking):
        ledger.capture(
            subject=subject,
            payee=booking.helper.person,
            commission=commission(booking, amount),
            by=by,
            at=at,
        )


def settle(
    booking: Booking, *, kept: Money, reason: str, by: Person | None, at: datetime
) -> None:
    """The visit does not take place: `kept` goes to the helper, the rest back to the payer.

    What was agreed as extra goes back whole: it belongs to a visit that succeeds.
    """
    nothing = Money(0, booking.currency)
    for subject, _amount in _parts(booking):
        stays = kept if subject == booking.subject else nothing
        ledger.settle_cancellation(
            subject=subject,
            kept=stays,
            payee=booking.helper.person if stays else None,
            commission=commission(booking, stays),
            reason=reason,
            by=by,
            at=at,
        )


def _parts(booking: Booking) -> list[tuple[str, Money]]:
    """What waits for this visit: its price and its agreed extras, by their names in the ledger."""
    parts = [(booking.subject, booking.money)]
    parts += [(extra.subject, extra.money) for extra in booking.extras.agreed()]
    return [(subject, amount) for subject, amount in parts if amount]
