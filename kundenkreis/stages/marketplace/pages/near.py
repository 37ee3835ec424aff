"""What the page of a regular visit says of its money before it is set aside."""

from django.utils.translation import gettext as _

from kundenkreis.ledger.ways import ways_to_pay
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State
from kundenkreis.ui import filters


def not_held_yet(booking: Booking) -> str:
    """What happens with the price of a regular visit that is not set aside; empty: it is, or there is none."""
    if booking.hold_at is None or booking.state not in (State.HELD, State.CONFIRMED):
        return ""
    if booking.pay_asked_at is None:
        sentence = _(
            "We set {price} aside on {day}. Nothing is charged before the help is done."
        )
        if not booking.hold_way:
            sentence = _(
                "On {day} we ask you to pay {price}. Nothing is charged before the help is done."
            )
        return sentence.format(
            price=filters.money(booking.own_money), day=filters.day(booking.hold_at)
        )
    if "invoice" in ways_to_pay(booking.brand):
        return _("If you do not pay until then, you get a bill after the help.")
    return _(
        "If you do not pay until then, the visit does not take place. That costs nothing."
    )
