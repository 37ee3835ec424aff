"""Doors for the team: applicants, each path with its decisions, contests, and which services ask for it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.certification import actions, pages, queries
from kundenkreis.certification.forms import AdmissionForm, AnswerForm, ReasonForm
from kundenkreis.certification.models import Certification
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

manager = role("manager")
# What the team decides, by noun; those of the second table with reasons.
PLAIN: dict[str, Callable[..., Any]] = {
    "certificate": actions.certify,
    "appointment": actions.appoint,
    "step-down": actions.step_down,
}
REASONED: dict[str, Callable[..., Any]] = {
    "refusal": actions.refuse,
    "recognition": actions.recognise,
    "reinstatement": actions.reinstate,
}
NOUNS = (*PLAIN, *REASONED)


def _me(request: Request) -> Person:
    assert request.person is not None  # the door has let in a role
    return request.person


@manager
@require_safe
def applicants(request: Request) -> HttpResponse:
    """Who waits for the next step, and who makes first visits."""
    values = {"applicants": queries.applicants(), "supervised": queries.on_the_way()}
    return ui.render(request, "certification/applicants.html", values)


@manager
@require_safe
def path(request: Request, pk: UUID) -> HttpResponse:
    """One path with its history and what can be decided now."""
    return _path(request, queries.path_for_team(pk))


def _path(
    request: Request, row: Certification, refused: Refused | None = None
) -> HttpResponse:
    values = {**pages.for_team(row, _me(request), at=request.at), "refused": refused}
    values["admission"] = AdmissionForm(None, queries.supervisors_for(row))
    values["reasons"] = {noun: ReasonForm(auto_id=f"id_{noun}_%s") for noun in REASONED}
    return ui.render(request, "certification/path.html", values)


@manager
@require_POST
def admission(request: Request, pk: UUID) -> HttpResponse:
    """First visits begin, with somebody who looks at them."""
    row = queries.path_for_team(pk)
    form = AdmissionForm(request.POST, queries.supervisors_for(row))
    if not form.is_valid():
        return _path(request, row)
    try:
        actions.admit(row, supervisor=form.chosen, by=_me(request), at=request.at)
    except Refused as refused:
        return _path(request, row, refused)
    return see(row.path)


@manager
@require_POST
def decision(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """What was decided, where it needs one with its reasons."""
    row = queries.path_for_team(pk)
    given = {} if noun in PLAIN else {"reason": request.POST.get("reason", "")}
    act = PLAIN.get(noun) or REASONED[noun]
    try:
        act(row, **given, by=_me(request), at=request.at)
    except Refused as refused:
        return _path(request, row, refused)
    return see(row.path)


@manager
@require_safe
def services(request: Request) -> HttpResponse:
    """For which services the path is asked for."""
    return ui.render(request, "certification/services.html", {"packages": queries.offered()})  # fmt: skip


@manager
@require_POST
def requirement(request: Request, pk: int) -> HttpResponse:
    """The path is asked for, or no longer."""
    package = next((row for row in queries.offered() if row.pk == pk), None)
    if package is None:
        raise NotFound("not_found", "")
    act = actions.lift_path if package.certified_since else actions.require_path
    act(package, by=_me(request), at=request.at)
    return see("/certifications/")


@manager
@require_safe
def contests(request: Request) -> HttpResponse:
    """Decisions that helpers contest, for somebody else than who decided."""
    values = {"contests": queries.open_contests(_me(request))}
    return ui.render(request, "certification/contests.html", values)


@manager
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: Request, pk: int) -> HttpResponse:
    """One of them: both texts, and the answer."""
    row = queries.contest_for(_me(request), pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        upheld, answer = form.cleaned_data["upheld"] == "yes", form.cleaned_data["answer"]
        try:
            actions.answer_contest(row, upheld=upheld, answer=answer, by=_me(request), at=request.at)  # fmt: skip
            return see("/contested-decisions/")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return ui.render(request, "certification/contest.html", {"contest": row, "form": form})
