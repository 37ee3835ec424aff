"""Paying on a provider's page: the time is kept meanwhile, the helper is asked when the money is held."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import Payment
from kundenkreis.ledger.socket import Forged, ProviderDown
from kundenkreis.ledger.ways import is_hosted
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import money, moving
from kundenkreis.stages.marketplace.actions.endings import unanswered
from kundenkreis.stages.marketplace.models import Booking, Offer
from kundenkreis.stages.marketplace.transitions import (
    CUSTOMER,
    STAFF,
    TRUSTED,
    State,
    transition,
)


@one_transaction
def pay(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """If the provider says that the money is held, the helper is asked; else nothing changes.

    Called when the customer comes back, when the provider sent a message, and by the clock.
    """
    booking = moving.locked(booking)
    if booking.hold_at:
        paid = booking.state == State.CONFIRMED and _held(booking, at=at)
        return money.held_now(booking) if paid else booking
    step = transition("pay", booking.state)
    if not step or not booking.awaits_payment or not _held(booking, at=at):
        return booking
    deadline = terms.answer_by(booking.starts_at, zone=booking.brand.zone, at=at)
    booking.pay_by, booking.accept_by = None, deadline
    booking.save(update_fields=["pay_by", "accept_by"])
    Offer.objects.filter(pk=booking.offer_id).update(answer_by=deadline)
    return moving.move(booking, step, by=None, at=at)


@one_transaction
def lapse(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """Not paid in time: the helper's time is free again, the customer may choose anew.

    Money that came at the last moment counts, and the helper is asked.
    """
    booking = moving.locked(booking)
    step = transition("lapse", booking.state)
    if (
        not step
        or not booking.awaits_payment
        or booking.pay_by is None
        or at < booking.pay_by
    ):
        return booking
    if ledger.end_payment(subject=booking.subject, by=None, at=at):
        return pay(booking, by=None, at=at)
    return unanswered(booking, step, Offer.Answer.WITHDRAWN, reason="", by=None, at=at)


@one_transaction
def pay_anew(
    booking: Booking, *, payment: str = "", back: str = "", by: Person, at: datetime
) -> Booking:
    """Another try to pay, or another way, within the time that was kept.

    :raises NotAllowed: anyone but the customer or staff for her.
    :raises Refused: `already_held`, `too_late`, `payment_declined`. :raises ProviderDown: try again.
    :raises Invalid: `unknown_provider`.
    """
    booking = moving.locked(booking)
    if not queries.sides_of(by, booking, at=at) & {CUSTOMER, STAFF, TRUSTED}:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    until = terms.unpaid_until(booking) if booking.hold_at else booking.pay_by
    if not booking.to_pay or until is None:
        raise Refused("already_held", _("Nothing is to be paid here now."))
    if _held(booking, at=at):
        return pay(booking, by=None, at=at)
    if at >= until:
        raise Refused("too_late", _("The time to pay is over. Please choose a time again."))
    way = money.way_to_pay(
        booking.brand, payment, payer=booking.payer, price=booking.own_money.amount
    )
    if is_hosted(way):
        page_until = booking.pay_by or min(at + terms.PAY_WITHIN, until)
        money.set_aside(booking, way=way, back=back, page_until=page_until, by=by, at=at)
        return booking
    ledger.end_payment(subject=booking.subject, end=Payment.End.WITHDRAWN, by=by, at=at)
    if not money.is_held(booking):
        money.set_aside(booking, way=way, by=by, at=at)
    return pay(booking, by=None, at=at)


def _held(booking: Booking, *, at: datetime) -> bool:
    """Whether the money is there; asks the provider, and believes only what it answers."""
    if money.is_held(booking):
        return True
    for payment in Payment.objects.filter(subject=booking.subject).open():
        try:
            with transaction.atomic():
                ledger.follow_payment(payment, by=None, at=at)
        except (ProviderDown, Forged):
            continue  # we know no more than before
    return money.is_held(booking)
