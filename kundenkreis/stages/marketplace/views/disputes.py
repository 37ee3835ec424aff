"""Doors to the objection about a visit: for both sides, and for the team that speaks for one of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.disputes import actions as disputes
from kundenkreis.disputes import pages as of_disputes
from kundenkreis.disputes.forms import ObjectionForm, ViewForm
from kundenkreis.disputes.queries import dispute_of
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: Request, pk: UUID) -> HttpResponse:
    """What is wrong; once said: both views and what was decided."""
    booking, person = booking_at_door(request, pk)
    form = ObjectionForm(request.POST or None)
    may = "disputes" in {
        t.noun for t in queries.allowed_now(person, booking, at=request.at)
    }
    if request.method == "POST" and form.is_valid():
        try:
            actions.dispute(booking, **form.cleaned_data, by=person, at=request.at)
            return see(f"{booking.path}disputes/")
        except Refused as refused:
            show(form, refused)
    elif not may and dispute_of(booking.subject):
        return _page(request, booking, person)
    values = {"booking": booking, "form": form, "may": may}
    return ui.render(request, "marketplace/objection.html", values)


def _page(
    request: Request, booking: Booking, person: Person, form: ViewForm | None = None
) -> HttpResponse:
    row = dispute_of(booking.subject)
    if not row:
        raise NotFound("not_found", "")
    side = queries.speaks_for(person, booking, wanted="", at=request.at)
    values = of_disputes.dispute_page(row, person, side=side, at=request.at)
    more = {"booking": booking, "form": form or ViewForm()}
    return ui.render(request, "marketplace/dispute.html", {**values, **more})


STEPS: dict[str, Callable[..., Any]] = {
    "answer": disputes.answer,
    "withdrawal": disputes.take_back,
    "second-look": disputes.ask_again,
}


@case_key
@require_POST
def step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """Her view, taken back, or a second look; what is refused is said on the page."""
    booking, person = booking_at_door(request, pk)
    row = dispute_of(booking.subject)
    form = ViewForm(request.POST)
    if not row:
        raise NotFound("not_found", "")
    side = queries.side_in(row, person, booking, noun=noun, at=request.at)
    words = {} if noun == "withdrawal" else {"text": request.POST.get("text", "")}
    try:
        STEPS[noun](row, **words, side=side, by=person, at=request.at)
    except Refused as refused:
        form.is_valid()
        form.errors.clear()
        form.add_error("text", refused.sentence)
        return _page(request, booking, person, form)
    return see(f"{booking.path}disputes/")
