"""The price of a regular visit, made weeks ahead: set aside when the visit is near.

A card's reservation lasts about a week, so it is never made at the far booking. Where the clock cannot make it,
the customer is asked to pay; unpaid a day before, she gets a bill where the brand sends bills, else the visit
does not take place and costs nobody anything.
"""

from datetime import datetime

from django.db import transaction as database

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.socket import ProviderDown
from kundenkreis.ledger.ways import ways_to_pay
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.actions import money, moving
from kundenkreis.stages.marketplace.actions.endings import call_off
from kundenkreis.stages.marketplace.events import VisitPriceDue
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State, transition


@one_transaction
def hold_when_near(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """From five days before the visit its price is set aside; twice, too early, or for any other changes nothing."""
    booking = moving.locked(booking)
    if booking.state != State.CONFIRMED or booking.hold_at is None or at < booking.hold_at:
        return booking
    return booking if booking.pay_asked_at else _try(booking, at=at)


@one_transaction
def let_go(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """She was asked to pay and did not in time: a bill after the work, else no visit.

    Twice, too early, or for any other changes nothing; what was paid at the last moment counts.
    """
    booking = moving.locked(booking)
    step = transition("let_go", booking.state)
    if not step or booking.pay_asked_at is None or at < terms.unpaid_until(booking):
        return booking
    if "invoice" in ways_to_pay(booking.brand):
        return money.hold_by_bill(booking, by=None, at=at)
    if ledger.end_payment(subject=booking.subject, by=None, at=at):
        return money.held_now(booking)
    nothing = Money(0, booking.currency)
    return call_off(booking, step, kept=nothing, why="unpaid", reason="", by=None, at=at)


def _try(booking: Booking, *, at: datetime) -> Booking:
    try:
        with database.atomic():
            if booking.hold_way:
                money.set_aside(booking, way=booking.hold_way, by=None, at=at)
    except ProviderDown:
        if at < booking.starts_at - terms.HOLD_PATIENCE:
            return booking  # the clock tries again
    except Refused:
        pass
    else:
        if booking.hold_way:
            return money.held_now(booking)
    booking.pay_asked_at = at
    booking.save(update_fields=["pay_asked_at"])
    announce(VisitPriceDue(**moving.around(booking)), by=None, at=at)
    return booking
