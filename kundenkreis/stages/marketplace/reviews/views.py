"""Doors to reviews."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.reviews.forms import CustomerReviewForm, ReviewForm
from kundenkreis.stages.marketplace.transitions import CUSTOMER
from kundenkreis.stages.marketplace.views.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, pk: UUID) -> HttpResponse:
    """How it was, by customer or helper."""
    booking, person = booking_at_door(request, pk)
    hers = CUSTOMER in queries.sides_of(person, booking, at=request.at)
    form = (CustomerReviewForm if hers else ReviewForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(booking, **form.cleaned_data, by=person, at=request.at)
            return see(booking.path)
        except Refused as refused:
            show(form, refused)
    values = {"booking": booking, "form": form, "hers": hers}
    return ui.render(request, "marketplace/review.html", values)
