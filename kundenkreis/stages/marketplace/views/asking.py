"""Doors to what a helper is asked: alone, or with a few others in a wave."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import block
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace import forms as typed
from kundenkreis.stages.marketplace.models import Offer
from kundenkreis.stages.marketplace.pages import searches as pages
from kundenkreis.stages.marketplace.views.days import me
from kundenkreis.ui.going import see

REQUESTS = "/helper/requests/"


@role("helper")
@require_safe
def requests(request: Request) -> HttpResponse:
    """What waits for the helper's word."""
    return _page(request)


def _page(request: Request, refused: Refused | None = None) -> HttpResponse:
    helper, _person = me(request)
    values = {**pages.requests_page(helper, at=request.at), "refused": refused}
    return ui.render(request, "marketplace/requests.html", values, block=block(request))


@role("helper")
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """She comes, at one of the times, unless another was faster."""
    offer, form = _asked(request, pk), typed.TimeForm(request.POST)
    if not form.is_valid():
        return see(REQUESTS)
    try:
        booking = actions.claim(
            offer, **form.cleaned_data, by=offer.helper.person, at=request.at
        )
    except Refused as refused:
        return _page(request, refused)
    return see(booking.path)


@role("helper")
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """She cannot, and says why in one tap."""
    offer, form = _asked(request, pk), typed.ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.pass_by(offer, reason=reason, by=offer.helper.person, at=request.at)
    except Refused as refused:
        return _page(request, refused)
    return see(REQUESTS)


def _asked(request: Request, pk: UUID) -> Offer:
    """A question of a wave, put to whoever is here.

    :raises NotFound: it was put to somebody else, or to her alone.
    """
    _helper, person = me(request)
    offer = queries.offer_for(person, pk)
    if offer.wave_id is None:
        raise NotFound("not_found", "")
    offer.helper.person = person
    return offer
