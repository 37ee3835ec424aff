"""Doors of the way: the helper's browser says where she is, while she lets it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kundenkreis.core.refusal import Invalid
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.forms import PositionForm
from kundenkreis.ui.going import see


@case_key
@require_POST
def position(request: Request, pk: UUID) -> HttpResponse:
    """A new place, sent by `position.js`."""
    booking, person = booking_at_door(request, pk)
    form = PositionForm(request.POST)
    if not form.is_valid():
        raise Invalid("bad_position", str(next(iter(form.errors.values()))[0]))
    actions.share_position(booking, **form.cleaned_data, by=person, at=request.at)
    return HttpResponse(status=204)


@case_key
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """No place any more."""
    booking, person = booking_at_door(request, pk)
    actions.stop_sharing(booking, by=person, at=request.at)
    return see(booking.path)
