"""Doors to one's own list: favourites, and who is not wanted again."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.bonds import actions, queries
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

PATH = "/favourites/"


@signed_in
@require_safe
def favourites(request: Request) -> HttpResponse:
    """Who should come again, and who should not."""
    assert request.person
    values = {
        "favourites": queries.favourites_of(request.person),
        "avoidances": queries.avoidances_of(request.person),
    }
    return ui.render(request, "bonds/favourites.html", values)


@signed_in
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """No favourite any more."""
    assert request.person
    helper = queries.helper_with(pk)
    actions.unfavour(request.person, helper, by=request.person, at=request.at)
    return see(PATH)


@signed_in
@require_POST
def pardon(request: Request, pk: UUID) -> HttpResponse:
    """May come again."""
    assert request.person
    row = queries.avoidance_of(request.person, pk)
    actions.forgive(row, by=request.person, at=request.at)
    return see(PATH)
