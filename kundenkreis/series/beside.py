"""What a visit's page and a helper's day say of regular visits."""

from datetime import datetime

from kundenkreis.cases.socket import Panel
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.series import queries
from kundenkreis.series.actions import REPEATABLE
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, STAFF, TRUSTED


def on_booking(
    booking: Booking, person: Person, sides: set[str], at: datetime
) -> Panel | None:
    """To which series it belongs; or, for its customer, that it can be repeated."""
    series = queries.around_booking(booking)
    may_begin = (
        bool(sides & {CUSTOMER, STAFF, TRUSTED})
        and booking.state in REPEATABLE
        and not booking.customer.is_guest
    )
    if series is None and not may_begin:
        return None
    values = {"series": series, "booking": booking, "as_helper": HELPER in sides}
    return Panel(template="series/beside.html", values=values)


def on_day(helper: Helper, person: Person, at: datetime) -> Panel | None:
    """Series that wait for her word."""
    asked = queries.asked_of(helper)
    return Panel(template="series/asked.html", values={"asked": asked}) if asked else None
