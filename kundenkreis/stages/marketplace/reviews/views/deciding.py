"""Doors of the team: reports of reviews, decided with reasons."""

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, reviewed
from kundenkreis.stages.marketplace.reviews.forms import DecisionForm, RestorationForm
from kundenkreis.ui.going import see

PER_PAGE = 20
team = role("agent", "moderator", "manager")


@team
@require_safe
def reports(request: Request) -> HttpResponse:
    """What was reported, the open first."""
    return _page(request)


def _page(
    request: Request,
    pk: UUID | None = None,
    typed: forms.Form | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    page = Paginator(reviewed.reports(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "report": row,
            "author": reviewed.author(row.review),
            "form": typed if typed and row.pk == pk else _form(row.decided_at)(auto_id=f"id_{row.pk}_%s"),
        }
        for row in page
    ]  # fmt: skip
    values = {"page": page, "rows": rows, "form": typed, "refused": refused}
    return ui.render(request, "marketplace/reports.html", values)


def _form(decided: object) -> type[forms.Form]:
    return RestorationForm if decided else DecisionForm


@team
@require_POST
def decision(request: Request, pk: UUID) -> HttpResponse:
    """It stays, or it is hidden; and why."""
    row = reviewed.report_of(pk)
    form = DecisionForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _page(request, pk, form)
    upheld, answer = form.cleaned_data["upheld"] == "yes", form.cleaned_data["answer"]
    try:
        actions.decide_report(row, upheld=upheld, answer=answer, by=me(request), at=request.at)  # fmt: skip
    except Refused as refused:
        return _page(request, refused=refused)
    return see("/review-reports/")


@team
@require_POST
def restoration(request: Request, pk: UUID) -> HttpResponse:
    """Another of the team shows it again; and why."""
    row = reviewed.report_of(pk)
    form = RestorationForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _page(request, pk, form)
    answer = form.cleaned_data["answer"]
    try:
        actions.restore_review(row, answer=answer, by=me(request), at=request.at)
    except Refused as refused:
        return _page(request, refused=refused)
    return see("/review-reports/")
