"""Doors to one's own badges."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.badges import actions, queries
from kundenkreis.badges.words import sentence
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@signed_in
@require_safe
def badges(request: Request) -> HttpResponse:
    """All of mine; which of them others see."""
    values = {"badges": queries.all_of(me(request)), "sentence": sentence}
    return ui.render(request, "badges/badges.html", values)


@signed_in
@require_POST
def display(request: Request, pk: int) -> HttpResponse:
    """Others see it, or not."""
    badge = queries.badge_for(me(request), pk)
    actions.hide(badge, hidden=bool(request.POST.get("end")), by=me(request), at=request.at)
    return see("/my-badges/")
