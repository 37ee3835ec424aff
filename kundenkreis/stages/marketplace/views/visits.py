"""Doors to the visit's own page and everything that may happen to it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import block, show
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.people.doors import case_key, role
from kundenkreis.people.pocket import is_late
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, nearby, pages, queries
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.pages import cards
from kundenkreis.stages.marketplace.transitions import State
from kundenkreis.stages.marketplace.views.kept import SOON, kept_with, pocket_of
from kundenkreis.stages.marketplace.views.late import NOUNS, now_or_late
from kundenkreis.ui.going import see


def _door_word(booking: Booking, *, as_helper: bool) -> dict[str, str]:
    """The word for the door: who comes learns it on the way, so that she can say it."""
    known = as_helper and booking.state == State.ON_THE_WAY
    return {"code_word": booking.code_word} if known else {}


@case_key
@require_safe
def booking(request: Request, pk: UUID) -> HttpResponse:
    """The visit's own page, for customer, helper and staff."""
    return booking_page(request, pk)


def booking_page(
    request: Request, pk: UUID, *, refused: Refused | None = None
) -> HttpResponse:
    """The same, with what was refused."""
    booking, person = booking_at_door(request, pk)
    values = pages.booking_page(booking, person, at=request.at)
    own = {
        "refused": refused,
        "start_form": typed.StartForm(
            initial=_door_word(booking, as_helper=values["as_helper"])
        ),
        "code_form": typed.CodeForm(),
        "departure_form": typed.DepartureForm(),
        "sign_off_form": typed.SignOffForm(),
        "pocket": pocket_of(booking, person),
        "soon": booking.starts_at - request.at < SOON,
    }
    values = {**values, **own}
    answer = ui.render(request, "marketplace/booking.html", values, block=block(request))
    return kept_with(booking, person, answer)


# What each noun does, and what is typed with it.
STEPS: dict[str, tuple[Callable[..., Any], type[forms.Form]]] = {
    "acceptance": (actions.accept, forms.Form),
    "refusal": (actions.refuse, typed.ReasonForm),
    "departure": (actions.depart, typed.DepartureForm),
    "start": (actions.start, typed.StartForm),
    "completion": (actions.complete, typed.ReportForm),
    "unsuccessful": (actions.unsuccessful, typed.UnsuccessfulForm),
    "sign-off": (actions.sign_off, typed.SignOffForm),
    "call": (actions.say_called, forms.Form),
    "attendance": (actions.reaffirm, forms.Form),
    "sign-off-code": (actions.sign_off_by_code, typed.CodeForm),
    "no-show": (actions.no_show, forms.Form),
    "withdrawal": (actions.withdraw, forms.Form),
}


def _cleaned(form: forms.Form) -> dict[str, Any]:
    if form.is_valid():
        return form.cleaned_data
    wrong = {field: str(errors[0]) for field, errors in form.errors.items()}
    raise Invalid("bad_request", next(iter(wrong.values())), wrong)


@case_key
@require_POST
def step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """One transition; a refusal is shown on the visit's page."""
    booking, person = booking_at_door(request, pk)
    act, shape = STEPS[noun]
    try:
        given = _cleaned(shape(request.POST))
        if noun in NOUNS:
            now_or_late(request, booking, act, **given, by=person)
        else:
            act(booking, **given, by=person, at=request.at)
    except Refused as refused:
        if is_late(request):
            raise
        return booking_page(request, pk, refused=refused)
    then = request.POST.get("then", "")
    return see(then if then in ("/helper/", "/helper/requests/") else booking.path)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: Request, pk: UUID) -> HttpResponse:
    """What it costs, then: really cancel?"""
    booking, person = booking_at_door(request, pk)
    form = typed.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(booking, **form.cleaned_data, by=person, at=request.at)
            return see(booking.path)
        except Refused as refused:
            show(form, refused)
    cost = queries.cost_of_cancelling(person, booking, at=request.at)
    values = {
        "booking": booking,
        "form": form,
        "cost": cost,
        "back": booking.own_money - min(cost, booking.own_money),
    }
    values["steps"] = pages.cancelling(booking)
    return ui.render(request, "marketplace/cancellation.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def reschedule(request: Request, pk: UUID) -> HttpResponse:
    """Another time of the same helper."""
    booking, person = booking_at_door(request, pk)
    form = typed.SlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            starts_at = form.cleaned_data["slot"][2]
            actions.reschedule(booking, starts_at=starts_at, by=person, at=request.at)
            return see(booking.path)
        except Refused as refused:
            form.add_error("slot", refused.sentence)
    matches = nearby.other_times(booking, at=request.at)
    values = {"booking": booking, "form": form, "choices": cards.choices(matches, booking.package, request.at)}  # fmt: skip
    return ui.render(request, "marketplace/reschedule.html", values)


@role("agent", "moderator", "manager")
@require_safe
def bookings(request: Request) -> HttpResponse:
    """All visits of the brand."""
    state = request.GET.get("state", "")
    page = pages.brand_bookings(request.GET.get("page"), state)
    return ui.render(request, "marketplace/bookings.html", {"page": page, "state": state})
