"""Who pays what at which step. A visit that is free of charge moves no money."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.queries import payment_state
from kundenkreis.ledger.ways import (
    is_hosted,
    way_at_once,
    ways_at_once,
    ways_to_pay,
    ways_without_page,
)
from kundenkreis.notifications.addresses import absolute
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Extra, PayerKind
from kundenkreis.vouchers import actions as vouchers


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
    page_until: datetime | None = None,
    by: Person | None,
    at: datetime,
) -> None:
    """The price waits until the sign-off; or its payment on the provider's page begins (open `page_until`).

    :raises Refused: `payment_declined`. :raises ProviderDown: nothing was charged.
    """
    _set_voucher_aside(booking, payee=booking.payee, by=by, at=at)
    if not way or not booking.own_money:
        return
    about: dict[str, Any] = {
        "subject": booking.subject,
        "amount": booking.own_money,
        "payee": booking.payee,
        "provider": way,
        "idem": f"{booking.subject}:hold",
        "by": by,
        "at": at,
    }
    if page_until:
        ledger.begin_payment(
            **about,
            payer=booking.customer,
            back=f"{back or absolute(booking.brand, '')}{booking.path}payment/",
            pay_by=page_until,
        )
    else:
        payer = booking.customer if booking.payer == PayerKind.CUSTOMER else None
        ledger.hold(**about, payer=payer, means=means)


def _set_voucher_aside(
    order: Booking | Dispatch, *, payee: Person | None, by: Person | None, at: datetime
) -> None:
    """What the voucher pays waits beside the rest, under its own name; the company pays it. Once."""
    if order.voucher_amount:
        ledger.hold(
            subject=order.voucher_subject, amount=order.voucher_money, payer=None, payee=payee,
            provider="company", idem=f"{order.voucher_subject}:hold", by=by, at=at,
        )  # fmt: skip


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

    `way`: one of `ways_without_page`; empty: its first.

    :raises Refused: `payment_declined`. :raises Invalid: `unknown_provider`.
    """
    _set_voucher_aside(dispatch, payee=None, by=by, at=at)
    if not dispatch.own_money:
        return
    customer_pays = dispatch.payer == PayerKind.CUSTOMER
    ledger.hold(
        subject=dispatch.subject,
        amount=dispatch.own_money,
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
    nothing = Money(0, dispatch.currency)
    for subject, amount in (
        (dispatch.subject, dispatch.own_money),
        (dispatch.voucher_subject, dispatch.voucher_money),
    ):
        if amount:
            ledger.settle_cancellation(
                subject=subject, kept=nothing, payee=None, commission=nothing, reason=reason, by=by, at=at
            )  # fmt: skip
    vouchers.give_back(subject=dispatch.subject, by=by, at=at)


def _way_at_once(brand: Brand, wanted: str = "") -> str:
    """:raises Refused: `page_needed`. :raises Invalid: `unknown_provider`."""
    ways = ways_without_page(brand)
    if not ways:
        raise Refused("page_needed", _("You pay here before somebody is asked. Please choose a helper and a time."))  # fmt: skip
    if wanted and wanted not in ways:
        sentence = _("This way to pay is not offered here.")
        raise Invalid("unknown_provider", sentence, {"payment": sentence})
    return wanted or ways[0]


def same_way(booking: Booking, before: str) -> str:
    """How a visit instead of this one is paid: as this was, if that needs no page of the provider's."""
    return before if before in ways_at_once(booking.brand) else ""


def way_of_next(booking: Booking) -> str:
    """How a visit that the clock makes after this one is paid: as this one, else the first way at once.

    Empty where she paid on a page of the provider's: when the visit is near she is asked how.
    """
    before = booking.hold_way or payment_state(booking.subject).method
    if is_hosted(before):
        return ""
    return same_way(booking, before) or way_at_once(booking.brand)


def is_held(booking: Booking) -> bool:
    """Whether the customer's own part of the price is set aside."""
    return FundsHold.objects.filter(subject=booking.subject).exists()


def wait_for(booking: Booking, *, at: datetime) -> None:
    """The visit is at another time, so what is not set aside yet waits for that; the caller saves it."""
    if booking.hold_at:
        booking.hold_at, booking.pay_asked_at = terms.hold_at(booking.starts_at, at=at), None  # fmt: skip


def held_now(booking: Booking) -> Booking:
    """The price of a regular visit is set aside: nothing waits any more."""
    booking.hold_at, booking.hold_way, booking.pay_asked_at = None, "", None
    booking.save(update_fields=["hold_at", "hold_way", "pay_asked_at"])
    return booking


def hold_by_bill(booking: Booking, *, by: Person | None, at: datetime) -> Booking:
    """Nothing was set aside in time for a regular visit: its customer gets a bill after the work.

    So the helper is paid whatever happens; money that was paid at the last moment counts. Harmless for any other.
    """
    if booking.hold_at is None:
        return booking
    if not ledger.end_payment(subject=booking.subject, end="withdrawn", by=by, at=at):
        set_aside(booking, way="invoice", by=by, at=at)
    return held_now(booking)


def _way_of_extras(booking: Booking) -> str:
    if booking.payer == PayerKind.COMPANY:
        return "company"
    way = payment_state(booking.subject).method
    if not way:
        return way_at_once(booking.brand)
    return "invoice" if is_hosted(way) else way


def commission(booking: Booking, of: Money) -> Money:
    """The brand's share as it was when booked; none when it paid itself."""
    if booking.payer != PayerKind.CUSTOMER:
        return Money(0, of.currency)
    agreed = booking.commission_percent
    return of.share(booking.brand.commission_percent if agreed is None else agreed)


def pay_helper(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The visit was done: price and agreed extras go to the helper, less commission."""
    for subject, amount in _parts(booking):
        free = subject == booking.voucher_subject
        ledger.capture(
            subject=subject,
            payee=booking.payee,
            commission=Money(0, booking.currency) if free else commission(booking, amount),
            by=by,
            at=at,
        )


def settle(
    booking: Booking, *, kept: Money, reason: str, by: Person | None, at: datetime
) -> None:
    """The visit does not take place: `kept` goes to the helper, the rest back to the payer.

    The customer's own money gives it first; a voucher of which nothing was needed may be used again.
    What was agreed as extra goes back whole: it belongs to a visit that succeeds.
    """
    nothing = Money(0, booking.currency)
    own = min(kept, booking.own_money)
    stays = {booking.subject: own, booking.voucher_subject: kept - own}
    if kept == own:
        vouchers.give_back(subject=booking.subject, by=by, at=at)
    if booking.hold_at and kept:
        hold_by_bill(booking, by=by, at=at)
    waits = booking.awaits_payment or booking.hold_at is not None
    unpaid = waits and not ledger.end_payment(
        subject=booking.subject, end="withdrawn", by=by, at=at
    )
    for subject, _amount in _parts(booking):
        if unpaid and subject == booking.subject:
            continue
        part = stays.get(subject, nothing)
        free = subject == booking.voucher_subject
        ledger.settle_cancellation(
            subject=subject,
            kept=part,
            payee=booking.payee if part else None,
            commission=nothing if free else commission(booking, part),
            reason=reason,
            by=by,
            at=at,
        )


def _parts(booking: Booking) -> list[tuple[str, Money]]:
    """What waits for this visit: its price and its agreed extras, by their names in the ledger."""
    parts = [
        (booking.subject, booking.own_money),
        (booking.voucher_subject, booking.voucher_money),
    ]
    parts += [(extra.subject, extra.money) for extra in booking.extras.agreed()]
    return [(subject, amount) for subject, amount in parts if amount]
