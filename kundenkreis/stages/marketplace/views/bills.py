"""Doors to the bill of a visit: for the customer, who books for her, and staff."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.bills import pages as bills
from kundenkreis.bills.models import Bill
from kundenkreis.bills.queries import bill_of
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import CUSTOMER, STAFF, TRUSTED


@case_key
@require_safe
def bill(request: Request, pk: UUID) -> HttpResponse:
    """What is owed, until when, and where to."""
    booking, found = _bill_at_door(request, pk)
    values = {**bills.bill_page(found, at=request.at), "booking": booking}
    return ui.render(request, "marketplace/bill.html", values)


@case_key
@require_safe
def paper(request: Request, pk: UUID) -> HttpResponse:
    """The bill as PDF."""
    _booking, found = _bill_at_door(request, pk)
    return HttpResponse(bills.paper(found), content_type="application/pdf")


def _bill_at_door(request: Request, pk: UUID) -> tuple[Booking, Bill]:
    """:raises NotFound: no bill, or it is none of this person's business."""
    booking, person = booking_at_door(request, pk)
    found = bill_of(booking.subject)
    sides = queries.sides_of(person, booking, at=request.at)
    if not found or not sides & {CUSTOMER, STAFF, TRUSTED}:
        raise NotFound("not_found", _("There is no such bill."))
    return booking, found
