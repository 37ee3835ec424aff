"""Doors for a firm's dispatcher: what waits, and who goes there."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.firms import queries as firms
from kundenkreis.firms.doors import my_firm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries_firms
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.pages import firms as pages
from kundenkreis.ui.going import see

FIRM = "/firm/"


class TechnicianForm(forms.Form):
    """Who goes there."""

    second = forms.UUIDField(required=False)
    helper = forms.UUIDField(
        label=_("Who goes there?"),
        error_messages={
            "required": _("Please choose a technician."),
            "invalid": _("Please choose a technician."),
        },
    )


@role("dispatcher")
@require_safe
def firm(request: Request) -> HttpResponse:
    """Requests and the days of the technicians."""
    found, _person = my_firm(request)
    values = pages.firm_page(found, at=request.at)
    return ui.render(request, "marketplace/firm.html", values)


@role("dispatcher")
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: Request, pk: UUID) -> HttpResponse:
    """Which technician goes there."""
    booking = _mine(request, pk)
    found, person = my_firm(request)
    form = TechnicianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            helper = firms.technician(found, form.cleaned_data["helper"], at=request.at)
            along = form.cleaned_data["second"]
            second = firms.technician(found, along, at=request.at) if along else None
            actions.assign(booking, helper, second=second, by=person, at=request.at)
            return see(FIRM)
        except Refused as refused:
            show(form, refused)
    values = {**pages.assignment_page(booking, person, at=request.at), "form": form}
    return ui.render(request, "marketplace/assignment.html", values, status=422 if form.errors else 200)  # fmt: skip


@role("dispatcher")
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """Nobody of the firm can come."""
    booking = _mine(request, pk)
    _found, person = my_firm(request)
    form = typed.ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.refuse(booking, reason=reason, by=person, at=request.at)
    return see(FIRM)


def _mine(request: Request, pk: UUID) -> Booking:
    """A visit of the dispatcher's own firm.

    :raises NotFound: of another firm, or of none.
    """
    found, person = my_firm(request)
    return queries_firms.visit_of(found, pk, by=person, at=request.at)
