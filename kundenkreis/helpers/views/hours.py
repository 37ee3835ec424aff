"""Doors to a helper's hours."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.helpers import actions, pages
from kundenkreis.helpers.doors import me
from kundenkreis.helpers.forms import BreakForm, HoursForm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

PATH = "/helper/availability/"


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def availability(request: Request) -> HttpResponse:
    """The next two weeks, and every week."""
    helper, person = me(request)
    if request.method == "POST":
        week = pages.chosen_week(request.POST.getlist("open"), helper)
        actions.change_plan(helper, week=week, by=person, at=request.at)
        return see(PATH)
    values = pages.availability_page(helper, at=request.at)
    return ui.render(request, "helpers/availability.html", values)


@role("helper")
@require_POST
def day(request: Request, key: str) -> HttpResponse:
    """Close one day, or open it again."""
    helper, person = me(request)
    blocks: list[actions.Block] | None = [] if request.POST.get("closed") else None
    actions.except_day(helper, day=_date(key), blocks=blocks, by=person, at=request.at)
    return see(PATH)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def exact_hours(request: Request, key: str) -> HttpResponse:
    """Several stretches on one day, or on one weekday of every week, as one writes them."""
    helper, person = me(request)
    form = HoursForm(
        request.POST or None, initial={"hours": pages.written_hours(helper, key)}
    )
    if request.method == "POST" and form.is_valid():
        blocks = form.cleaned_data["hours"]
        if key.isdigit():
            week = pages.week_with(helper, int(key), blocks)
            actions.change_plan(helper, week=week, by=person, at=request.at)
        else:
            actions.except_day(
                helper, day=_date(key), blocks=blocks, by=person, at=request.at
            )
        return see(PATH)
    values = {"form": form, "name": pages.day_name(key)}
    return ui.render(request, "helpers/hours.html", values)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def today(request: Request) -> HttpResponse:
    """Today I have time, or none: one tap opens the question, one confirms."""
    helper, person = me(request)
    said = request.POST if request.method == "POST" else request.GET
    free = said.get("time") == "yes"
    late = ""
    if request.method == "POST":
        try:
            actions.say_today(helper, free=free, by=person, at=request.at)
            return see(PATH)
        except Invalid as invalid:
            late = invalid.sentence
    values = {"free": free, "late": late}
    return ui.render(request, "helpers/today.html", values, status=422 if late else 200)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Request) -> HttpResponse:
    """Take a break, with or without an end; or end it."""
    helper, person = me(request)
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = form.cleaned_data["back"]
        try:
            if not request.POST.get("paused"):
                actions.resume(helper, by=person, at=request.at)
            elif back:
                actions.go_away(helper, back=back, by=person, at=request.at)
            else:
                actions.pause(helper, by=person, at=request.at)
            return see(PATH)
        except Invalid as invalid:
            form.add_error("back", invalid.sentence)
    return ui.render(request, "helpers/break.html", {"form": form})


def _date(key: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise NotFound("not_found", "") from None
