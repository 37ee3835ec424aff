"""The door to the bill of a visit, whose address stands in mails: it leads to where all bills are read."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kundenkreis.bills.queries import bill_of
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.transitions import CUSTOMER, STAFF, TRUSTED
from kundenkreis.ui.going import see


@case_key
@require_safe
def bill(request: Request, pk: UUID) -> HttpResponse:
    """What is owed, until when, and where to."""
    booking, person = booking_at_door(request, pk)
    found = bill_of(booking.subject)
    sides = queries.sides_of(person, booking, at=request.at)
    if not found or not sides & {CUSTOMER, STAFF, TRUSTED}:
        raise NotFound("not_found", _("There is no such bill."))
    return see(found.customer_path)
