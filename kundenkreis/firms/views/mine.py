"""Doors for technicians: the firm one works for, and invitations."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.firms import actions, queries
from kundenkreis.helpers.doors import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

MINE = "/helper/firm/"


@role("helper")
@require_safe
def firm(request: Request) -> HttpResponse:
    """For which firm I work, and who asks me to."""
    return _page(request)


def _page(request: Request, refused: Refused | None = None) -> HttpResponse:
    helper, _person = me(request)
    values = {
        "firm": queries.firm_of(helper, at=request.at), "refused": refused,
        "invitations": queries.open_invitations(helper=helper),
    }  # fmt: skip
    return ui.render(request, "firms/mine.html", values, status=422 if refused else 200)


@role("helper")
@require_POST
def step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """Yes or no to an invitation."""
    helper, person = me(request)
    row = queries.invitation_for(helper, pk)
    try:
        actions.answer(row, accepts=noun == "acceptance", by=person, at=request.at)
    except Refused as refused:
        return _page(request, refused)
    return see(MINE)


@role("helper")
@require_POST
def removal(request: Request) -> HttpResponse:
    """I work for the firm no longer."""
    helper, person = me(request)
    found = queries.firm_of(helper, at=request.at)
    try:
        if found:
            actions.leave(found, helper, by=person, at=request.at)
    except Refused as refused:
        return _page(request, refused)
    return see(MINE)
