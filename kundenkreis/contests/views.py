"""Doors of contests: read, enter, sort out, judge, decide."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.contests import actions, forms, pages, queries
from kundenkreis.contests.models import ContestEntry, Phase
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ideas.doors import account, to_sign_in, typed_before
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, role, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

manager = role("manager")
asked = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def contests(request: Request) -> HttpResponse:
    """All contests with their phase."""
    rows = [(row, Phase(row.phase(request.at)).label) for row in queries.contests()]
    return ui.render(request, "contests/contests.html", {"rows": rows})


@manager
@asked
def new(request: Request) -> HttpResponse:
    """Announce one."""
    form = forms.ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values(request.brand.zone)
            row = actions.announce_contest(**values, by=me(request), at=request.at)
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new", form, {})


@public
@require_safe
def contest(request: Request, pk: UUID) -> HttpResponse:
    """Question, rules, prize, days, ideas; at the end the result."""
    row = queries.contest(pk)
    return ui.render(request, "contests/contest.html", pages.contest(request, row))


@public
@asked
def entries(request: Request, pk: UUID) -> HttpResponse:
    """Enter an idea; what a visitor typed waits until she has signed in."""
    row, person = queries.contest(pk), account(request)
    here = f"{row.path}entries/"
    form = forms.EntryForm(request.POST or None, initial=typed_before(request, here))
    if request.method == "POST" and form.is_valid():
        if person is None:
            return to_sign_in(request, here)
        try:
            return see(
                actions.enter(row, **form.cleaned_data, by=person, at=request.at).path
            )
        except Refused as refused:
            show(form, refused)
    open_now = row.phase(request.at) == Phase.SUBMIT
    return _asked(request, "entering", form, {"contest": row, "open_now": open_now})


@signed_in
@asked
def weakest(request: Request, pk: UUID) -> HttpResponse:
    """Mark the weakest."""
    row, person = queries.contest(pk), me(request)
    others = [each for each in queries.entries_of(row) if each.author_id != person.pk]
    marked = [str(each) for each in queries.weakest_of(row, person)]
    form = forms.WeakestForm(
        others, row.tokens, request.POST or None, initial={"entries": marked}
    )
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data["entries"]
            actions.mark_weakest(row, entries=chosen, by=person, at=request.at)
            return see(f"{row.path}weakest/?kept=1")
        except Refused as refused:
            show(form, refused)
    now = row.phase(request.at) == Phase.FILTER
    values = {"contest": row, "now": now, "kept": "kept" in request.GET, "entries": others}
    return _asked(request, "weakest", form, values)


@manager
@asked
def jury(request: Request, pk: UUID) -> HttpResponse:
    """Name somebody to the jury."""
    row = queries.contest(pk)
    form = forms.JurorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            actions.name_juror(row, **given, by=me(request), at=request.at)
            return see(f"{row.path}jury/")
        except Refused as refused:
            show(form, refused)
    values = {"contest": row, "jurors": list(row.jurors.all())}
    return _asked(request, "jury", form, values)


@manager
@asked
def result(request: Request, pk: UUID) -> HttpResponse:
    """Make the result public."""
    row = queries.contest(pk)
    form = forms.ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            return see(actions.decide(row, text=text, by=me(request), at=request.at).path)
        except Refused as refused:
            show(form, refused)
    values = {"contest": row, "standings": pages.standings(row)}
    return _asked(request, "result", form, values)


@public
@require_safe
def entry(request: Request, pk: UUID) -> HttpResponse:
    """One idea of a contest."""
    row = _entry(request, pk)
    return ui.render(request, "contests/entry.html", pages.entry(request, row))


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own idea back."""
    row = actions.withdraw(_entry(request, pk), by=me(request), at=request.at)
    return see(row.contest.path)


@signed_in
@asked
def verdict(request: Request, pk: UUID) -> HttpResponse:
    """A juror judges."""
    row, person = _entry(request, pk), me(request)
    if not queries.juror_in(row.contest, person):
        raise NotFound("not_found", "")
    given = pages.my_verdict(row, person)
    form = forms.VerdictForm(row.contest, request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge(row, **form.values, by=person, at=request.at)
            return see(row.contest.path)
        except Refused as refused:
            show(form, refused)
    return _asked(request, "verdict", form, {"entry": row, "contest": row.contest})


def _entry(request: Request, pk: UUID) -> ContestEntry:
    moderator = Role.Kind.MODERATOR in request.roles
    return queries.entry_for(account(request), pk, moderator=moderator)


def _asked(
    request: Request, name: str, form: django_forms.Form, values: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(
        request, f"contests/{name}.html", {"form": form, **values}, status=status
    )
