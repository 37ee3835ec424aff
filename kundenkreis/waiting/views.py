"""Doors of the wait list: joining, one's place in the line, the time that is kept."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.bonds.queries import favourites_of, helper_with
from kundenkreis.cases.doors import customers_case_at_door
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace.queries import address_of
from kundenkreis.ui.going import see
from kundenkreis.waiting import actions, queries
from kundenkreis.waiting.doors import entry_at_door, offer_at_door
from kundenkreis.waiting.forms import ANYONE, WaitingForm


def _see(path: str) -> HttpResponse:
    return see(path)


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: Request, pk: UUID) -> HttpResponse:
    """Until when, and for whom."""
    case, person = customers_case_at_door(request, pk, booking=True)
    liked = [(str(row.helper_id), row.helper.person.shown_name) for row in favourites_of(case.customer)]  # fmt: skip
    form = WaitingForm(request.POST or None, helpers=liked)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["helper"]
        helper = None if chosen == ANYONE else helper_with(UUID(chosen))
        latest = form.latest(request.at)
        try:
            made = actions.join(
                case, latest=latest, helper=helper, by=person, at=request.at
            )
            return _see(made.path)
        except Refused as refused:
            show(form, refused)
    values = {"case": case, "form": form, "liked": liked, "entry": queries.entry_for(case)}
    return ui.render(request, "waiting/joining.html", values)


@case_key
@require_safe
def entry(request: Request, pk: UUID) -> HttpResponse:
    """One's place in the line, or the time that is kept."""
    return _page(request, pk)


def _page(request: Request, pk: UUID, *, refused: Refused | None = None) -> HttpResponse:
    row, _person = entry_at_door(request, pk)
    kept = queries.kept_for(row)
    values = {
        "entry": row,
        "kept": kept if kept and kept.is_kept(request.at) else None,
        "position": queries.place_in_line(row),
        "refused": refused,
    }
    return ui.render(request, "waiting/entry.html", values)


@case_key
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """She waits no longer."""
    row, person = entry_at_door(request, pk)
    actions.leave(row, by=person, at=request.at)
    return _see(row.path)


@case_key
@require_POST
def acceptance(request: Request, pk: UUID) -> HttpResponse:
    """She goes on with the kept time: her address, unless she gave it before, then the binding order."""
    offer, person = offer_at_door(request, pk)
    try:
        wish = actions.take(offer, by=person, at=request.at)
    except Refused as refused:
        return _page(request, offer.entry_id, refused=refused)
    known = "check" if address_of(wish) else "contact"
    return _see(f"{wish.case.path}visit/{known}/")


@case_key
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """Not this time."""
    offer, person = offer_at_door(request, pk)
    try:
        actions.decline(offer, by=person, at=request.at)
    except Refused as refused:
        return _page(request, offer.entry_id, refused=refused)
    return _see(offer.entry.path)
