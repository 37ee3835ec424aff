"""Doors of the rules of the community."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.charter import actions, course, forms, queries
from kundenkreis.core.difference import between, shortened
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, role, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def charter(request: Request) -> HttpResponse:
    """What counts now, what counts soon, and what counted before."""
    rows = queries.versions()
    now = next((row for row in rows if row.counts_from <= request.at), None)
    soon = [row for row in rows if row.counts_from > request.at]
    return ui.render(request, "charter/charter.html", {"now": now, "soon": soon, "rows": rows})  # fmt: skip


@public
@require_safe
def version(request: Request, number: int) -> HttpResponse:
    """One version, with its dates."""
    row = next((row for row in queries.versions() if row.number == number), None)
    if not row:
        raise NotFound("not_found", "")
    return ui.render(request, "charter/version.html", {"row": row})


@role("manager")
@asked
def first(request: Request) -> HttpResponse:
    """The brand's first rules."""
    form = forms.FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_first(**form.cleaned_data, by=me(request), at=request.at)
            return see("/charter/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, "first", form, {})


@public
@require_safe
def proposals(request: Request) -> HttpResponse:
    """What is proposed, discussed, voted on, decided."""
    values = {"rows": queries.proposals(), "course": course}
    return ui.render(request, "charter/proposals.html", values)


@signed_in
@asked
def new(request: Request) -> HttpResponse:
    """A change, with the whole text as it should be."""
    now = queries.version_at(request.at)
    form = forms.ProposalForm(request.POST or None, initial={"text": now.text if now else ""})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.propose(**form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    may = queries.may_take_part(me(request), at=request.at)
    return _asked(request, "new", form, {"course": course, "may": may})


@public
@require_safe
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """One proposal: text, discussion, sums when they are counted, decision."""
    row, person = queries.proposal(pk), account(request)
    now = queries.version_at(request.at)
    lines = shortened(between(now.text, row.text)) if now and not row.decided_at else []
    values = {
        "row": row, "course": course, "now": now, "lines": lines, "comments": queries.comments_on(row),
        "supports": queries.supports(row, person), "voter": queries.voter(row, person), "account": person,
        "many": row.voters.count() if row.vote_from else 0,
        "may": bool(person and not row.opened_at and queries.may_take_part(person, at=request.at)),
        "comment_form": forms.CommentForm(), "form": forms.VoteForm(),
    }  # fmt: skip
    return ui.render(request, "charter/proposal.html", values)


@signed_in
@require_POST
def support(request: Request, pk: UUID) -> HttpResponse:
    """I want it to be discussed."""
    return see(actions.support(queries.proposal(pk), by=me(request), at=request.at).path)


@signed_in
@require_POST
def comments(request: Request, pk: UUID) -> HttpResponse:
    """A word in the discussion."""
    row = queries.proposal(pk)
    actions.comment(row, body=request.POST.get("body", ""), by=me(request), at=request.at)
    return see(f"{row.path}#comments")


@signed_in
@require_POST
def votes(request: Request, pk: UUID) -> HttpResponse:
    """My one vote."""
    row = queries.proposal(pk)
    actions.vote(row, choice=request.POST.get("choice", ""), by=me(request), at=request.at)
    return see(f"{row.path}?voted=1")


@role("manager")
@asked
def decision(request: Request, pk: UUID) -> HttpResponse:
    """The brand decides."""
    row = queries.proposal(pk)
    form = forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.decide(row, **form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    return _asked(request, "decision", form, {"row": row})


def _asked(request: Request, name: str, form: Any, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(request, f"charter/{name}.html", {"form": form, **values}, status=status)  # fmt: skip
