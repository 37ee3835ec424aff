"""Doors after the order: what was ordered, and where it is paid."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, pages, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.pages import paying
from kundenkreis.ui.going import see


@case_key
@require_safe
def confirmation(request: Request, pk: UUID) -> HttpResponse:
    """6: ordered. Reachable again at any time."""
    booking, person = booking_at_door(request, pk)
    values = pages.booking_page(booking, person, at=request.at)
    return ui.render(request, "marketplace/confirmation.html", values)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: Request, pk: UUID) -> HttpResponse:
    """Where the customer pays, and where the provider's page sends her back to."""
    booking, person = booking_at_door(request, pk)
    form = paying.payment_form(request.brand, request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = request.build_absolute_uri("/").rstrip("/")
        try:
            actions.pay_anew(
                booking, **form.cleaned_data, back=back, by=person, at=request.at
            )
            return see(f"{booking.path}payment/")
        except Refused as refused:
            show(form, refused)
    booking = actions.pay(booking, by=None, at=request.at)
    if queries.is_paid(booking):
        return see(f"{booking.path}confirmation/")
    values = pages.booking_page(booking, person, at=request.at)
    more = {"form": form, "hints": paying.payment_hints()}
    return ui.render(request, "marketplace/payment.html", {**values, **more})
