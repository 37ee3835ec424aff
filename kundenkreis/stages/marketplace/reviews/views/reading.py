"""Doors to reviews: what everyone reads of a helper, one's own review, the reply, reports."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.cases.doors import guests_of
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key, public
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries, reviewed
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.reviews import neighbour as pages
from kundenkreis.stages.marketplace.reviews.forms import (
    CustomerReviewForm,
    ReplyForm,
    ReportForm,
    ReviewForm,
)
from kundenkreis.stages.marketplace.transitions import CUSTOMER
from kundenkreis.ui.going import came_from, see


def unlisted(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps it: who helps neighbours need not be found by name."""
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@public
@require_safe
def neighbour(request: Request, pk: UUID) -> HttpResponse:
    """What everyone may know of a helper."""
    member = pages.member_for(pk, at=request.at)
    values = pages.page(member, request.GET.get("page"), guests_of(request), at=request.at)
    values["before"] = came_from(request, "/cases/", "/bookings/", "/firm/")
    return unlisted(ui.render(request, "marketplace/neighbour.html", values))


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


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, pk: UUID) -> HttpResponse:
    """The one reply of who was reviewed."""
    row = reviewed.review_for(pk, guests_of(request))
    booking, person = booking_at_door(request, row.booking_id)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply(row, **form.cleaned_data, by=person, at=request.at)
            return see(booking.path)
        except Refused as refused:
            show(form, refused)
    values = {"booking": booking, "form": form, "row": row}
    return ui.render(request, "marketplace/reply.html", values)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, pk: UUID) -> HttpResponse:
    """This review should not stand here."""
    row = reviewed.review_for(pk, guests_of(request))
    form = ReportForm(request.POST or None, known=request.person is not None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(row, **form.cleaned_data, by=request.person, at=request.at)
            return see(f"/reviews/{pk}/report/receipt/")
        except Refused as refused:
            show(form, refused)
    values = {"row": row, "form": form}
    return unlisted(ui.render(request, "marketplace/report.html", values))


@public
@require_safe
def receipt(request: Request, pk: UUID) -> HttpResponse:
    """It has arrived, and what happens next."""
    row = reviewed.review_for(pk, guests_of(request))
    return unlisted(ui.render(request, "marketplace/report_receipt.html", {"row": row}))
