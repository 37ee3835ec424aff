"""What rooms above this one show on a visit's page and on a helper's day: templates with their values."""

from collections.abc import Callable
from datetime import datetime

from kundenkreis.cases.socket import Panel
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking

# Wiring fills them. The set says what the reader is to the booking.
ON_BOOKING: list[Callable[[Booking, Person, set[str], datetime], Panel | None]] = []
ON_DAY: list[Callable[[Helper, Person, datetime], Panel | None]] = []


def on_booking(
    booking: Booking, person: Person, sides: set[str], *, at: datetime
) -> list[Panel]:
    """What is shown beside this visit to this reader."""
    return [panel for look in ON_BOOKING if (panel := look(booking, person, sides, at))]


def on_day(helper: Helper, person: Person, *, at: datetime) -> list[Panel]:
    """What is shown above the helper's day."""
    return [panel for look in ON_DAY if (panel := look(helper, person, at))]
