"""Doors of those who help to ask and to answer: similar questions, mentors, who is writing, house rules."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, role, signed_in
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import actions, queries, rules
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.community.forms import RulesForm
from kundenkreis.ui.going import see


@public
@require_safe
def similar(request: Request) -> HttpResponse:
    """Questions like what is being typed, as a fragment for the form and as a page of its own."""
    words = request.GET.get("q", "").strip()[:200]
    language = request.LANGUAGE_CODE or "de"
    found = queries.similar_to(words, language=language, limit=5) if words else []
    values = {"found": found, "words": words}
    block = "list" if request.htmx else None
    return ui.render(request, "community/similar.html", values, block=block)


@signed_in
@require_POST
def claim(request: Request, pk: UUID) -> HttpResponse:
    """I write the answer now, or not after all."""
    question, _person = question_at_door(request, pk)
    act = actions.release_claim if request.POST.get("end") else actions.claim
    act(question, by=me(request), at=request.at)
    return see(f"{question.path}#write")


@signed_in
@require_safe
def sheltered(request: Request) -> HttpResponse:
    """Questions that a mentor should read first."""
    if not rules.may_mentor(abilities_of(me(request), at=request.at)):
        raise NotFound("not_found", "")
    rows = queries.sheltered_questions()
    return ui.render(request, "community/sheltered.html", {"questions": rows})


@signed_in
@require_POST
def release(request: Request, pk: UUID) -> HttpResponse:
    """A mentor lets a sheltered question go public."""
    question, _person = question_at_door(request, pk)
    actions.release(question, by=me(request), at=request.at)
    return see(question.path)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: Request) -> HttpResponse:
    """What managers set for their community."""
    now = queries.rules_here()
    initial = {"hold_hours": now.hold_hours, "shelter_first": now.shelter_since is not None}
    form = RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rules(**form.cleaned_data, by=me(request), at=request.at)
            return see("/community-rules/?saved=1")
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "saved": "saved" in request.GET}
    return ui.render(request, "community/house_rules.html", values)
