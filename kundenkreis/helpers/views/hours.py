"""Doors to a helper's hours."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import actions, pages, queries
from kundenkreis.helpers.models import Helper
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

PATH = "/helper/availability/"


def _me(request: Request) -> tuple[Helper, Person]:
    if not request.person:
        raise NotFound("not_found", "")
    return queries.helper_of(request.person), request.person


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: Request) -> HttpResponse:
    """The next two weeks, and every week."""
    helper, person = _me(request)
    if request.method == "POST":
        week = pages.chosen_week(request.POST.getlist("open"))
        actions.change_plan(helper, week=week, by=person, at=request.at)
        return HttpResponseRedirect(PATH, status=303)
    values = pages.availability_page(helper, at=request.at)
    return ui.render(request, "helpers/availability.html", values)


@role("helper")
@require_POST
def day(request: Request, key: str) -> HttpResponse:
    """Close one day, or open it again."""
    helper, person = _me(request)
    try:
        wanted = date.fromisoformat(key)
    except ValueError:
        raise NotFound("not_found", "") from None
    blocks: list[actions.Block] | None = [] if request.POST.get("closed") else None
    actions.except_day(helper, day=wanted, blocks=blocks, by=person, at=request.at)
    return HttpResponseRedirect(PATH, status=303)


@role("helper")
@require_POST
def pause(request: Request) -> HttpResponse:
    """Take a break, or end it."""
    helper, person = _me(request)
    turn = actions.pause if request.POST.get("paused") else actions.resume
    turn(helper, by=person, at=request.at)
    return HttpResponseRedirect(PATH, status=303)
