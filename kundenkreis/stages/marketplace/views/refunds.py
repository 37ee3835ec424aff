"""Door of the team: giving back what was paid for a visit."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.redress import actions, forms
from kundenkreis.redress import queries as redress
from kundenkreis.stages.marketplace import queries
from kundenkreis.ui.going import see


@role("agent", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def refunds(request: Request, pk: UUID) -> HttpResponse:
    """What was given back, and how much more."""
    booking = queries.booking_for(me(request), pk, at=request.at)
    form = forms.RefundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.refund(booking.currency)
            actions.refund(subject=booking.subject, **given, by=me(request), at=request.at)
            return see(f"{booking.path}refunds/")
        except Refused as refused:
            show(form, refused)
    values = {
        "booking": booking,
        "form": form,
        "refunds": redress.refunds_of(booking.subject),
        "left": redress.left(booking.subject),
        "limit": Money(redress.rules().four_eyes_from, booking.currency),
    }
    return ui.render(request, "marketplace/refunds.html", values)
