"""Doors for moderators: cases that wait, one case with its evidence, the decision."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.collusion import actions, pages, queries
from kundenkreis.collusion.forms import CaseDecisionForm
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@role("moderator")
@require_safe
def cases(request: Request) -> HttpResponse:
    """What waits, and the last that were decided."""
    return ui.render(request, "collusion/cases.html", pages.cases())


@role("moderator")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: Request, pk: UUID) -> HttpResponse:
    """The evidence in words, what else may explain it, and the decision."""
    row = queries.case_for(pk)
    form = CaseDecisionForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            given["people"] = [UUID(each) for each in given["people"]]
            actions.decide(row, **given, by=me(request), at=request.at)
            return see("/moderation/collusion/")
        except Refused as refused:
            show(form, refused)
    values = {**pages.case(row), "form": form}
    status = 422 if form.errors else 200
    return ui.render(request, "collusion/case.html", values, status=status)
