"""Doors after a visit: again, not again, and the next order."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.forms_again import AgainForm
from kundenkreis.ui.going import see


@case_key
@require_POST
def favourite(request: Request, pk: UUID) -> HttpResponse:
    """I would like her again."""
    booking, person = booking_at_door(request, pk)
    actions.favour(booking, by=person, at=request.at)
    return see(booking.path)


@case_key
@require_POST
def avoidance(request: Request, pk: UUID) -> HttpResponse:
    """Not this person again."""
    booking, person = booking_at_door(request, pk)
    actions.avoid(booking, by=person, at=request.at)
    return see(booking.path)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def repetition(request: Request, pk: UUID) -> HttpResponse:
    """One question, then who and when, the same helper first."""
    booking, person = booking_at_door(request, pk)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wish = actions.book_again(
                booking, **form.cleaned_data, by=person, at=request.at
            )
            start = f"{wish.case.path}visit/"
            return see(
                f"{start}slots/?helper={booking.helper_id}" if wish.package else start
            )
        except Refused as refused:
            show(form, refused)
    values = {"booking": booking, "form": form, "helper": booking.helper.person}
    return ui.render(request, "marketplace/again.html", values)
