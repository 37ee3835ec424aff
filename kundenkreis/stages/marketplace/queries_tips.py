"""Reading tips: what was given, and whether one is possible."""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.disputes.queries import dispute_of
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.ways import ways_but_bills
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import LIVE


def tip_of(booking: Booking) -> Money | None:
    """What the customer gave the helper more."""
    held = ledger.hold_of(terms.tip_subject(booking)) if booking.state not in LIVE else None
    return held.money if held else None


def disputed(booking: Booking) -> bool:
    """Whether somebody objects to the visit, and it is not decided for good."""
    found = dispute_of(booking.subject)
    return found is not None and found.is_open


def no_tip(booking: Booking, *, at: datetime) -> str:
    """Why no tip is possible now, as a stable word; empty: it is."""
    if reason := terms.no_tip(booking, at=at):
        return reason
    if not ways_but_bills(booking.brand):
        return "not_offered"
    return "disputed" if disputed(booking) else ""
