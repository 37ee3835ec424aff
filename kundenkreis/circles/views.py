"""Doors of the circle."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.circles import actions, forms, queries
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.spaces.queries import answers_to
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def own(request: Request) -> HttpResponse:
    """What it is; for who is in and for the team what stands on the line."""
    space = queries.circle()
    inside = queries.is_in(me(request), space)
    team = bool(request.roles & set(Role.STAFF))
    values = {
        "space": space, "inside": inside, "team": team, "days": queries.promised_days(),
        "invitation": queries.invitation_of(me(request)), "kept": queries.kept(at=request.at),
        "rows": queries.lines_for(me(request), at=request.at) if inside or team else [],
    }  # fmt: skip
    return ui.render(request, "circles/circle.html", values)


@signed_in
@require_POST
def acceptance(request: Request) -> HttpResponse:
    """I come."""
    actions.answer_invitation(accepts=True, by=me(request), at=request.at)
    return see("/circle/")


@signed_in
@require_POST
def refusal(request: Request) -> HttpResponse:
    """No, thank you."""
    actions.answer_invitation(accepts=False, by=me(request), at=request.at)
    return see("/circle/")


@signed_in
@asked
def new_line(request: Request) -> HttpResponse:
    """I write to the brand."""
    if not queries.is_in(me(request), queries.circle()):
        raise NotFound("not_found", "")
    form = forms.LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_to_brand(**form.cleaned_data, by=me(request), at=request.at)  # fmt: skip
            return see(f"/circle/lines/{made.pk}/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, "new_line", form, {"until": queries.due(at=request.at)})


@signed_in
@asked
def line(request: Request, pk: int) -> HttpResponse:
    """What was written, until when it is answered, and the answer; the team writes it here."""
    row = queries.line_for(me(request), pk, at=request.at)
    form = forms.AnswerForm(request.POST or None)
    team = bool(request.roles & set(Role.STAFF))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_line(row, body=form.cleaned_data["body"], by=me(request), at=request.at)  # fmt: skip
            return see(f"/circle/lines/{row.pk}/")
        except Refused as refused:
            show(form, refused)
    values = {"row": row, "team": team, "answers": answers_to(row.question), "inside": queries.is_in(me(request), row.question.space)}  # fmt: skip
    return _asked(request, "line", form, values)


@role("manager")
@asked
def setup(request: Request) -> HttpResponse:
    """A manager begins the circle, and asks members in with a reason."""
    space = queries.circle()
    kind = forms.InvitationForm if space else forms.CircleForm
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act: Any = actions.invite if space else actions.open_circle
        try:
            act(**form.cleaned_data, by=me(request), at=request.at)
            return see("/circle/setup/")
        except Refused as refused:
            show(form, refused)
    values = {"space": space, "rows": queries.invitations(), "days": queries.promised_days()}  # fmt: skip
    return _asked(request, "setup", form, values)


@role("manager")
@asked
def promise(request: Request) -> HttpResponse:
    """Within how many working days the brand answers."""
    form = forms.PromiseForm(request.POST or None, initial={"days": queries.promised_days()})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_promise(**form.cleaned_data, by=me(request), at=request.at)
            return see("/circle/setup/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, "promise", form, {})


def _asked(request: Request, name: str, form: Any, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(request, f"circles/{name}.html", {"form": form, **values}, status=status)  # fmt: skip
