"""Doors of lead users."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.lead_users import actions, forms, pages, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

manager = role("manager")
asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def own(request: Request) -> HttpResponse:
    """What it is, which signals count, what they say about me, what was decided."""
    row = queries.candidacy_of(me(request))
    decided = getattr(row, "decision", None) if row else None
    values = {
        "row": row,
        "lines": pages.explained(row) if row else [],
        "decision": decided,
        "inside": queries.may_enter(me(request), at=request.at),
    }
    return ui.render(request, "lead_users/own.html", values)


@signed_in
@require_POST
def candidacy(request: Request) -> HttpResponse:
    """I want to be looked at."""
    actions.stand(by=me(request), at=request.at)
    return see("/lead-users/")


@signed_in
@require_POST
def departure(request: Request) -> HttpResponse:
    """No longer: everything is erased."""
    actions.leave(by=me(request), at=request.at)
    return see("/lead-users/")


@signed_in
@require_POST
def acceptance(request: Request) -> HttpResponse:
    """I come into the space."""
    actions.accept(by=me(request), at=request.at)
    return see("/lead-users/threads/")


@manager
@require_safe
def shortlist(request: Request) -> HttpResponse:
    """Who opted in, first who is furthest ahead; and who is in the space."""
    values = {"rows": queries.shortlist(), "members": queries.members()}
    return ui.render(request, "lead_users/shortlist.html", values)


@manager
@asked
def decision(request: Request, pk: int) -> HttpResponse:
    """People decide, with a reason."""
    row = queries.candidacy(pk)
    form = forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(row, **form.cleaned_data, by=me(request), at=request.at)
            return see("/lead-users/shortlist/")
        except Refused as refused:
            show(form, refused)
    values = {"row": row, "lines": pages.explained(row)}
    return _asked(request, "decision", form, values)


@signed_in
@require_safe
def threads(request: Request) -> HttpResponse:
    """The private space; to everyone else it does not exist."""
    rows = queries.threads_for(me(request), at=request.at)
    values = {"rows": rows, "members": queries.members()}
    return ui.render(request, "lead_users/threads.html", values)


@signed_in
@asked
def new_thread(request: Request) -> HttpResponse:
    """A new subject."""
    if not queries.may_enter(me(request), at=request.at):
        raise NotFound("not_found", "")
    form = forms.ThreadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            return see(actions.open_thread(**given, by=me(request), at=request.at).path)
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new_thread", form, {})


@signed_in
@asked
def thread(request: Request, pk: UUID) -> HttpResponse:
    """Read and write."""
    row = queries.thread_for(me(request), pk, at=request.at)
    form = forms.PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = form.cleaned_data["body"]
            actions.reply(row, body=body, by=me(request), at=request.at)
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    return _asked(request, "thread", form, {"thread": row, "posts": queries.posts_of(row)})


def _asked(request: Request, name: str, form: Any, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    page = f"lead_users/{name}.html"
    return ui.render(request, page, {"form": form, **values}, status=status)
