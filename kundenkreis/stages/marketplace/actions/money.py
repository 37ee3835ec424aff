"""Who pays what at which step. A visit that is free of charge moves no money."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.queries import payment_state
from kundenkreis.ledger.ways import is_hosted, way_at_once, ways_at_once, ways_to_pay
from kundenkreis.notifications.addresses import absolute
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Extra, PayerKind


def way_to_pay(brand: Brand, wanted: str, *, payer: str, price: int) -> str:
    """The provider's name; empty where nothing is to be paid.

    :raises Invalid: `unknown_provider`: not offered by this brand.
    """
    if not price:
        return ""
    if payer == PayerKind.COMPANY:
        return "company"
    ways = ways_to_pay(brand)
    if (wanted or not ways) and wanted not in ways:
        sentence = _("This way to pay is not offered here.")
        raise Invalid("unknown_provider", sentence, {"payment": sentence})
    return wanted or ways[0]


def set_aside(
    booking: Booking,
    *,
    way: str,
    means: str = "",
    back: str = "",
    by: Person | None,
    at: datetime,
) -> None:
    """The price waits until the sign-off; or its payment on the provider's page begins.

    :raises Refused: `payment_declined`. :raises ProviderDown: nothing was charged.
    """
    if not way:
        return
    about: dict[str, Any] = {
        "subject": booking.subject,
        "amount": booking.money,
        "payee": booking.payee,
        "provider": way,
        "idem": f"{booking.subject}:hold",
        "by": by,
        "at": at,
    }
    if booking.pay_by:
        ledger.begin_payment(
            **about,
            payer=booking.customer,
            back=f"{back or absolute(booking.brand, '')}{booking.path}payment/",
            pay_by=booking.pay_by,
        )
    else:
        payer = booking.customer if booking.payer == PayerKind.CUSTOMER else None
        ledger.hold(**about, payer=payer, means=means)


def set_extra_aside(
    booking: Booking, extra: Extra, *, means: str, by: Person, at: datetime
) -> None:
    """The price of an agreed extra waits with the rest, under its own name.

    It is paid as the visit is; where that takes a page of the provider's, by bill: nobody pays
    on a page while the helper stands there.

    :raises Refused: `payment_declined`.
    """
    if not extra.money:
        return
    customer_pays = booking.payer == PayerKind.CUSTOMER
    ledger.hold(
        subject=extra.subject,
        amount=extra.money,
        payer=booking.customer if customer_pays else None,
        payee=booking.payee,
        provider=_way_of_extras(booking),
        idem=f"{extra.subject}:hold",
        means=means,
        by=by,
        at=at,
    )


def set_aside_for(
    dispatch: Dispatch, *, way: str = "", means: str = "", by: Person, at: datetime
) -> None:
    """The price waits, on the account of the booking to come, for whoever comes first.

    `way`: one of `ways_at_once`; empty: its first.

    :raises Refused: `payment_declined`. :raises Invalid: `unknown_provider`.
    """
    if not dispatch.money:
        return
    customer_pays = dispatch.payer == PayerKind.CUSTOMER
    ledger.hold(
        subject=dispatch.subject,
        amount=dispatch.money,
        payer=dispatch.request.case.customer if customer_pays else None,
        payee=None,
        provider=_way_at_once(dispatch.brand, way) if customer_pays else "company",
        idem=f"{dispatch.subject}:hold",
        means=means,
        by=by,
        at=at,
    )


def give_back(dispatch: Dispatch, *, reason: str, by: Person | None, at: datetime) -> None:
    """Nobody comes: everything goes back."""
    if dispatch.price:
        nothing = Money(0, dispatch.currency)
        ledger.settle_cancellation(
            subject=dispatch.subject, kept=nothing, payee=None, commission=nothing, reason=reason,
            by=by, at=at,
        )  # fmt: skip


def _way_at_once(brand: Brand, wanted: str = "") -> str:
    ways = ways_at_once(brand)
    if wanted and wanted not in ways:
        sentence = _("This way to pay is not offered here.")
        raise Invalid("unknown_provider", sentence, {"payment": sentence})
    return wanted or ways[0]


def same_way(booking: Booking, before: str) -> str:
    """How a visit instead of this one is paid: as this was, if that needs no page of the provider's."""
    return before if before in ways_at_once(booking.brand) else ""


def way_of_next(booking: Booking) -> str:
    """How a visit that the clock makes after this one is paid: as this one, else the first way at once."""
    before = payment_state(booking.subject).method
    return same_way(booking, before) or way_at_once(booking.brand)


def _way_of_extras(booking: Booking) -> str:
    if booking.payer == PayerKind.COMPANY:
        return "company"
    way = payment_state(booking.subject).method
    if not way:
        return way_at_once(booking.brand)
    return "invoice" if is_hosted(way) else way


def commission(booking: Booking, of: Money) -> Money:
    """The brand's share; none when it paid itself."""
    percent = booking.brand.commission_percent if booking.payer == PayerKind.CUSTOMER else 0
    return of.share(percent)


def pay_helper(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The visit was done: price and agreed extras go to the helper, less commission."""
    for subject, amount in _parts(booking):
        ledger.capture(
            subject=subject,
            payee=booking.payee,
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
    if booking.awaits_payment and not ledger.end_payment(
        subject=booking.subject, end="withdrawn", by=by, at=at
    ):
        return
    nothing = Money(0, booking.currency)
    for subject, _amount in _parts(booking):
        stays = kept if subject == booking.subject else nothing
        ledger.settle_cancellation(
            subject=subject,
            kept=stays,
            payee=booking.payee if stays else None,
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
