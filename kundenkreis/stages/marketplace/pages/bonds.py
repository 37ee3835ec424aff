"""What a visit's page asks about the other side: again, or not again. Each side sees only its own word."""

from typing import Any

from kundenkreis.bonds import queries as bonds
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import (
    CUSTOMER,
    HELPER,
    LIVE,
    STAFF,
    TRUSTED,
)


def on_booking(booking: Booking, person: Person, sides: set[str]) -> dict[str, Any]:
    """After a visit: what one said, and what one may say; nothing while it is still to come."""
    side = (
        HELPER
        if HELPER in sides
        else CUSTOMER
        if sides & {CUSTOMER, STAFF, TRUSTED}
        else ""
    )
    if not side or booking.state in LIVE:
        return {"bond": None}
    favourite, avoidance = bonds.between(booking.customer, booking.helper, side=side)
    account = side == CUSTOMER and not booking.customer.is_guest
    return {
        "bond": {
            "side": side,
            "favourite": favourite,
            "avoidance": avoidance,
            "may_favour": account and favourite is None,
            "may_repeat": account and booking.state in terms.DONE and avoidance is None,
        }
    }
