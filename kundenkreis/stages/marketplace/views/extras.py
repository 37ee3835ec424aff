"""Doors to extras: the helper proposes, who pays answers on her own device or by telephone."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import AddOn
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person
from kundenkreis.people.pocket import is_late
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.doors import booking_at_door, extra_at_door
from kundenkreis.stages.marketplace.forms import ExtraForm
from kundenkreis.stages.marketplace.models import Booking, Extra
from kundenkreis.stages.marketplace.pages import extras as pages
from kundenkreis.stages.marketplace.views.kept import kept_with, pocket_of
from kundenkreis.stages.marketplace.views.late import now_or_late
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def extras(request: Request, pk: UUID) -> HttpResponse:
    """The helper chooses what should be added; the customer is asked."""
    booking, person = booking_at_door(request, pk)
    form = ExtraForm(request.POST or None, extras=pages.choices(booking))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["extra"]
        add_on = AddOn.objects.filter(slug=chosen, withdrawn_at__isnull=True).first()
        minutes = int(chosen) if add_on is None else 0
        try:
            propose = actions.propose_extra
            now_or_late(request, booking, propose, add_on=add_on, minutes=minutes, by=person)  # fmt: skip
            return see(booking.path)
        except Refused as refused:
            if is_late(request):
                raise
            show(form, refused)
    values = {"booking": booking, "form": form, "total": queries.total_of(booking)}
    values["pocket"] = pocket_of(booking, person)
    answer = ui.render(request, "marketplace/extras.html", values)
    return kept_with(booking, person, answer)


@case_key
@require_safe
def extra(request: Request, pk: UUID) -> HttpResponse:
    """One question in large print."""
    return _page(request, *extra_at_door(request, pk))


@case_key
@require_POST
def consent(request: Request, pk: UUID) -> HttpResponse:
    """Yes."""
    found, booking, person = extra_at_door(request, pk)
    try:
        actions.consent(found, by=person, at=request.at)
    except Refused as refused:
        return _page(request, found, booking, person, refused)
    return see(booking.path)


@case_key
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """No."""
    found, booking, person = extra_at_door(request, pk)
    try:
        actions.refuse_extra(found, by=person, at=request.at)
    except Refused as refused:
        return _page(request, found, booking, person, refused)
    return see(booking.path)


def _page(
    request: Request,
    extra: Extra,
    booking: Booking,
    person: Person,
    refused: Refused | None = None,
) -> HttpResponse:
    values = pages.consent_page(extra, booking, person, at=request.at)
    return ui.render(request, "marketplace/extra.html", {**values, "refused": refused})
