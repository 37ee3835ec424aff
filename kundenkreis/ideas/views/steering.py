"""Doors for managers: how far we are, the official answer, two ideas that are one, measures."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ideas import actions, queries
from kundenkreis.ideas.doors import idea_at_door
from kundenkreis.ideas.forms import CommentForm, MergerForm, StepForm
from kundenkreis.ideas.models import Idea, Status
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui import filters
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

manager = role("manager")
asked = require_http_methods(["GET", "HEAD", "POST"])
YEAR = timedelta(days=365)


def _page(request: Request, name: str, idea: Idea, form: forms.Form) -> HttpResponse:
    values = {"idea": idea, "form": form}
    status = 422 if form.errors else 200
    return ui.render(request, f"ideas/{name}.html", values, status=status)


@manager
@asked
def status(request: Request, pk: UUID) -> HttpResponse:
    """One step further, with a sentence for everyone."""
    idea = idea_at_door(request, pk)
    form = StepForm(idea, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(idea, **form.cleaned_data, by=me(request), at=request.at)
            return see(idea.path)
        except Refused as refused:
            show(form, refused)
    return _page(request, "status", idea, form)


@manager
@asked
def official_answer(request: Request, pk: UUID) -> HttpResponse:
    """What the brand answers, pinned on top."""
    idea = idea_at_door(request, pk)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = form.cleaned_data["body"]
            actions.answer(idea, body=body, by=me(request), at=request.at)
            return see(idea.path)
        except Refused as refused:
            show(form, refused)
    return _page(request, "official_answer", idea, form)


@manager
@asked
def merger(request: Request, pk: UUID) -> HttpResponse:
    """It becomes part of another one."""
    idea = idea_at_door(request, pk)
    form = MergerForm(queries.similar_to(idea), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            into = queries.idea_for(me(request), _uuid(form.cleaned_data["pk"]))
            actions.merge(idea, into=into, by=me(request), at=request.at)
            return see(into.path)
        except Refused as refused:
            show(form, refused)
    return _page(request, "merger", idea, form)


def _uuid(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        raise NotFound("not_found", "") from None


@manager
@require_POST
def separation(request: Request, pk: UUID) -> HttpResponse:
    """It stands by itself again."""
    idea = actions.separate(idea_at_door(request, pk), by=me(request), at=request.at)
    return see(idea.path)


@manager
@require_safe
def measures(request: Request) -> HttpResponse:
    """From idea to market: median days, step by step, over the last year."""
    found = queries.measures(since=request.at - YEAR)
    rows = [(str(Status(status).label), filters.decimal(days), many) for status, (days, many) in found.waits.items()]  # fmt: skip
    return ui.render(request, "ideas/measures.html", {"measures": found, "rows": rows})
