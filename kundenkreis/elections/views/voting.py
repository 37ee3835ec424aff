"""Doors of elections."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.elections import actions, forms, queries
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, role, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def elections(request: Request) -> HttpResponse:
    """Who is in office, which elections there are, and how they go."""
    values = {
        "allowed": queries.allowed(), "rows": queries.elections(), "office": queries.in_office(at=request.at),
        "account": account(request), "recalls": queries.recalls(),
    }  # fmt: skip
    return ui.render(request, "elections/elections.html", values)


@role("manager")
@asked
def setup(request: Request) -> HttpResponse:
    """The brand wants elections, or no longer."""
    form = forms.AllowForm(
        request.POST or None, initial={"allowed": "yes" if queries.allowed() else "no"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.allow(**form.cleaned_data, by=me(request), at=request.at)
            return see("/elections/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, "setup", form, {"rows": queries.decisions()})


@role("manager")
@asked
def new(request: Request) -> HttpResponse:
    """A manager calls an election."""
    form = forms.CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return see(actions.call(**form.cleaned_data, by=me(request), at=request.at).path)  # fmt: skip
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new", form, {})


@public
@require_safe
def election(request: Request, pk: UUID) -> HttpResponse:
    """Candidates, the ballot while it is open, the result when it is counted."""
    row, person = queries.election(pk), account(request)
    candidates = queries.candidates(row)
    values = {
        "row": row, "candidates": candidates, "voter": queries.voter(row, person), "account": person,
        "mine": queries.stands(row, person), "many": row.voters.count() if row.vote_from else 0,
        "may": bool(person and not row.vote_from and queries.eligible(at=request.at).filter(pk=person.pk).exists()),
        "form": forms.BallotForm(candidates=candidates),
    }  # fmt: skip
    return ui.render(request, "elections/election.html", values)


@signed_in
@asked
def candidacy(request: Request, pk: UUID) -> HttpResponse:
    """I stand, or say it in other words."""
    row = queries.election(pk)
    mine = queries.stands(row, me(request))
    form = forms.StandForm(request.POST or None, initial={"words": mine.words if mine else ""})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.stand(row, **form.cleaned_data, by=me(request), at=request.at)
            return see(row.path)
        except Refused as refused:
            show(form, refused)
    return _asked(request, "candidacy", form, {"row": row, "mine": mine})


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """I stand no longer."""
    row = queries.election(pk)
    mine = queries.stands(row, me(request))
    if not mine:
        raise NotFound("not_found", "")
    actions.withdraw(mine, by=me(request), at=request.at)
    return see(row.path)


@signed_in
@require_POST
def ballots(request: Request, pk: UUID) -> HttpResponse:
    """My one ballot."""
    row = queries.election(pk)
    form = forms.BallotForm(request.POST, candidates=queries.candidates(row))
    chosen = [int(each) for each in form.cleaned_data["approves"]] if form.is_valid() else [-1]  # fmt: skip
    actions.vote(row, approves=chosen, by=me(request), at=request.at)
    return see(f"{row.path}?voted=1")


@signed_in
@require_POST
def resignation(request: Request, pk: int) -> HttpResponse:
    """I give my office back."""
    actions.resign(queries.mandate(pk), by=me(request), at=request.at)
    return see("/elections/")


@role("manager")
@asked
def recall(request: Request, pk: int) -> HttpResponse:
    """A manager ends an office, with a reason."""
    row = queries.mandate(pk)
    form = forms.RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recall(row, **form.cleaned_data, by=me(request), at=request.at)
            return see("/elections/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, "recall", form, {"row": row})


def _asked(request: Request, name: str, form: Any, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(request, f"elections/{name}.html", {"form": form, **values}, status=status)  # fmt: skip
