"""Doors to another time for a visit: propose up to three, take one with one tap, say that none suits."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door, proposal_at_door
from kundenkreis.stages.marketplace.forms_times import TimeForm, TimesForm
from kundenkreis.stages.marketplace.pages import times as pages
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Request, pk: UUID) -> HttpResponse:
    """Which times the other side is asked for, or the question that waits for an answer."""
    booking, person = booking_at_door(request, pk)
    free = pages.choices(booking, person, at=request.at)
    form = TimesForm(request.POST or None, times=free)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_times(booking, **form.cleaned_data, by=person, at=request.at)
            return see(f"{booking.path}time-proposals/")
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "free": free}
    values |= pages.proposing(booking, person, at=request.at)
    return ui.render(request, "marketplace/times.html", values)


@case_key
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """One tap: the visit is then."""
    proposal, booking, person = proposal_at_door(request, pk)
    form = TimeForm(request.POST)
    starts_at = form.cleaned_data["starts_at"] if form.is_valid() else None
    try:
        actions.agree(
            booking, proposal=proposal, starts_at=starts_at, by=person, at=request.at
        )
    except Refused as refused:
        return _again(request, pk, refused)
    return see(booking.path)


@case_key
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """None of them suits."""
    proposal, booking, person = proposal_at_door(request, pk)
    try:
        actions.decline_times(proposal, by=person, at=request.at)
    except Refused as refused:
        return _again(request, pk, refused)
    return see(booking.path)


@case_key
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Whoever asked takes it back."""
    proposal, booking, person = proposal_at_door(request, pk)
    try:
        actions.withdraw_times(proposal, by=person, at=request.at)
    except Refused as refused:
        return _again(request, pk, refused)
    return see(booking.path)


def _again(request: Request, pk: UUID, refused: Refused) -> HttpResponse:
    """What still can be answered, under the sentence that said no."""
    _proposal, booking, person = proposal_at_door(request, pk)
    free = pages.choices(booking, person, at=request.at)
    values = {"form": TimesForm(times=free), "free": free, "refused": refused}
    values |= pages.proposing(booking, person, at=request.at)
    return ui.render(request, "marketplace/times.html", values)
