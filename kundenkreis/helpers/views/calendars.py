"""Doors to the calendars a helper keeps elsewhere."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import actions, pages
from kundenkreis.helpers.doors import me
from kundenkreis.helpers.forms import CalendarForm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

PATH = "/helper/calendars/"


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def calendars(request: Request) -> HttpResponse:
    """The calendars she added; one more; her own address."""
    helper, person = me(request)
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_calendar(helper, url=form.cleaned_data["url"], by=person, at=request.at)  # fmt: skip
            return see(PATH)
        except Refused as refused:
            form.add_error("url", refused.sentence)
    values = pages.calendars_page(helper) | {"form": form}
    return ui.render(request, "helpers/calendars.html", values)


@role("helper")
@require_POST
def reading(request: Request, pk: UUID) -> HttpResponse:
    """Look at this calendar now."""
    helper, person = me(request)
    row = get_object_or_404(helper.calendars, pk=pk)
    actions.read_calendar(row, by=person, at=request.at)
    return see(PATH)


@role("helper")
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """Read this calendar no more."""
    helper, person = me(request)
    row = get_object_or_404(helper.calendars, pk=pk)
    actions.remove_calendar(row, by=person, at=request.at)
    return see(PATH)


@role("helper")
@require_POST
def feed(request: Request) -> HttpResponse:
    """A new secret address, shown once; or none any more."""
    helper, person = me(request)
    if request.POST.get("ended"):
        actions.end_feed(helper, by=person, at=request.at)
        return see(PATH)
    secret = actions.make_feed(helper, by=person, at=request.at)
    address = request.build_absolute_uri(f"/helper/feeds/{secret}/visits.ics")
    return ui.render(request, "helpers/feed.html", {"address": address})
