"""Doors to all articles at once: what is wrong with them, and the brand's rules."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge import actions, forms, queries
from kundenkreis.stages.knowledge.views.editing import asked, show, team
from kundenkreis.terms.pages import changes
from kundenkreis.ui.going import see


@team
@require_safe
def checks(request: Request) -> HttpResponse:
    """What is wrong with what people read, by kind."""
    found = queries.findings(at=request.at)
    groups = [(kind, [each for each in found if each.kind == kind]) for kind in queries.KINDS]  # fmt: skip
    return ui.render(request, "knowledge/editing_checks.html", {"groups": groups, "total": len(found)})  # fmt: skip


@role("manager")
@asked
def article_rules(request: Request) -> HttpResponse:
    """What the brand's managers set about articles."""
    form = forms.RulesForm.of(queries.article_rules(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_article_rules(**form.values, by=me(request), at=request.at)
            return see("/editing/")
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "changes": changes("articles")}
    return ui.render(request, "knowledge/editing_rules.html", values, status=422 if form.errors else 200)  # fmt: skip
