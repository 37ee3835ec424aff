"""Door to a tip: how much, and how to pay it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries, queries_tips
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.forms_tips import TipForm
from kundenkreis.stages.marketplace.pages import paying
from kundenkreis.stages.marketplace.transitions import CUSTOMER, STAFF, TRUSTED
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def tip(request: Request, pk: UUID) -> HttpResponse:
    """Something more for the helper; whoever paid on a provider's page comes back here."""
    booking, person = booking_at_door(request, pk)
    if not queries.sides_of(person, booking, at=request.at) & {CUSTOMER, STAFF, TRUSTED}:
        raise NotFound("not_found", "")
    form = TipForm(request.POST or None, ways=paying.ways_of_tips(request.brand), currency=booking.currency)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        back = request.build_absolute_uri("/").rstrip("/")
        try:
            url = actions.tip(
                booking, amount=form.money, payment=form.cleaned_data["payment"], back=back, by=person, at=request.at
            )  # fmt: skip
            return see(url or f"{booking.path}tip/")
        except Refused as refused:
            show(form, refused)
    given = actions.keep_tip(booking, by=None, at=request.at)
    values = {"booking": booking, "form": form, "hints": paying.payment_hints(), "given": queries_tips.tip_of(booking) if given else None}  # fmt: skip
    return ui.render(request, "marketplace/tip.html", values)
