"""Doors for when something is not right: told in silence, taken care of by the team."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications import live
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import case_key, role
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.forms import ConcernForm
from kundenkreis.stages.marketplace.models import VisitConcern
from kundenkreis.ui.going import see

PER_PAGE = 20


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: Request, pk: UUID) -> HttpResponse:
    """What is not right."""
    booking, person = booking_at_door(request, pk)
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.raise_concern(booking, **form.cleaned_data, by=person, at=request.at)
        return see(f"{booking.path}concern/receipt/")
    values = {"booking": booking, "form": form}
    return ui.render(request, "marketplace/concern.html", values)


@case_key
@require_safe
def receipt(request: Request, pk: UUID) -> HttpResponse:
    """It has arrived; and what to do in danger."""
    booking, _person = booking_at_door(request, pk)
    return ui.render(request, "marketplace/concern_receipt.html", {"booking": booking})


@role("agent", "moderator", "manager")
@require_safe
def concerns(request: Request) -> HttpResponse:
    """What was told, the open first."""
    rows = VisitConcern.objects.select_related("booking__helper__person", "booking__customer", "by", "handled_by").order_by("-handled_at", "-at")  # fmt: skip
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    values = {"page": page, "live": live.token(["desk"])}
    return ui.render(request, "marketplace/concerns.html", values)


@role("agent", "moderator", "manager")
@require_POST
def handling(request: Request, pk: UUID) -> HttpResponse:
    """One of the team took care."""
    found = VisitConcern.objects.filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", "")
    actions.handle_concern(found, by=me(request), at=request.at)
    return see("/concerns/")
