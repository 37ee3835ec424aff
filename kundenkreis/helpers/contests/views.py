"""Doors to a helper's standing, for herself and for the team."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers import actions, lines
from kundenkreis.helpers.contests.forms import AnswerForm, ContestForm
from kundenkreis.helpers.models import Contest, HelperBrand
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

team = role("agent", "moderator", "manager")


def _me(request: Request) -> Person:
    assert request.person is not None  # the door has let in a role
    return request.person


@role("helper")
@require_safe
def standing(request: Request) -> HttpResponse:
    """Every line: what counts, how much, since when."""
    member = HelperBrand.objects.filter(helper__person=_me(request)).first()
    if not member:
        raise NotFound("not_found", "")
    now = member.standing(request.at)
    rows = lines.shown(lines.outcomes_of(member), at=request.at)
    values = {"mean": now.mean, "lower": now.lower_bound, "lines": rows}
    return ui.render(request, "helpers/standing.html", values)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Request, pk: int) -> HttpResponse:
    """This line is not right."""
    row = lines.line_for(_me(request), pk)
    form = ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.contest(row, **form.cleaned_data, by=_me(request), at=request.at)
            return see("/helper/standing/")
        except Refused as refused:
            form.add_error("text", refused.sentence)
    return ui.render(request, "helpers/contest.html", {"row": row, "form": form})


@team
@require_safe
def contests(request: Request) -> HttpResponse:
    """What waits for an answer."""
    return _contests(request)


def _contests(
    request: Request, pk: int = 0, typed: AnswerForm | None = None
) -> HttpResponse:
    names = lines.kind_names()
    rows = [
        {
            "contest": row,
            "name": names[row.outcome.kind],
            "share": lines.effective_positive_share(row.outcome.member),
            "form": typed
            if typed and row.pk == pk
            else AnswerForm(auto_id=f"id_{row.pk}_%s"),
        }
        for row in lines.open_contests()
    ]
    return ui.render(request, "helpers/contests.html", {"rows": rows, "form": typed})


@team
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """What was decided, and why."""
    row = Contest.objects.filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", "")
    form = AnswerForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _contests(request, pk, form)
    upheld = form.cleaned_data["upheld"] == "yes"
    given = form.cleaned_data["answer"]
    actions.answer_contest(row, upheld=upheld, answer=given, by=_me(request), at=request.at)
    return see("/standing-contests/")
