"""Doors of joining two questions, and of parting them again."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.community.forms import MergeForm
from kundenkreis.ui.going import see


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: Request, pk: UUID) -> HttpResponse:
    """With which question is this one the same?"""
    if not rules.may_merge(abilities_of(me(request), at=request.at)):
        raise NotFound("not_found", "")
    question, _person = question_at_door(request, pk)
    alike = queries.alike(question)
    form = MergeForm(request.POST or None, alike=alike)
    if request.method == "POST" and form.is_valid():
        try:
            into, _person = question_at_door(request, UUID(form.cleaned_data["into"]))
            actions.merge(question, into=into, by=me(request), at=request.at)
            return see(into.path)
        except Refused as refused:
            show(form, refused)
    values = {"question": question, "form": form, "alike": alike}
    return ui.render(request, "community/duplicate.html", values)


@signed_in
@require_POST
def separation(request: Request, pk: UUID) -> HttpResponse:
    """They were not the same."""
    question, _person = question_at_door(request, pk)
    actions.part(question, by=me(request), at=request.at)
    return see(question.path)
