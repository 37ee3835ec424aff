"""First visits on the path of a service: each one done is noted there."""

from kundenkreis.certification.actions import note_visit
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Booking


def note_first_visit(event: BookingMoved, *, row: EventRow) -> None:
    """A visit was done to the end: who supervises its helper must look at it."""
    if event.transition == "complete":
        booking = Booking.objects.select_related("helper__person", "package").get(pk=event.booking)  # fmt: skip
        note_visit(booking.helper, booking.package, subject=booking.subject, by=None, at=row.at)  # fmt: skip
