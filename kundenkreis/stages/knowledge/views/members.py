"""Doors of members: proposing articles and better words, their own texts, authors and what they tell."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.difference import between, shortened
from kundenkreis.core.refusal import Refused
from kundenkreis.media.figures import figures
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.reputation.table import REVIEW
from kundenkreis.stages.knowledge import actions, forms, queries
from kundenkreis.stages.knowledge.views.editing import begun_with, looked_at, number, show
from kundenkreis.ui.going import see

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def proposals(request: Request) -> HttpResponse:
    """My texts, and what became of them."""
    reviewer = REVIEW in abilities_of(me(request), at=request.at)
    values = {"texts": queries.own_texts(me(request)), "reviewer": reviewer}
    return ui.render(request, "knowledge/proposals.html", values)


@signed_in
@require_safe
def proposal(request: Request, article: UUID, number: int) -> HttpResponse:
    """One of mine, with what was said about it."""
    found = queries.own_text(me(request), article, number)
    values = {"revision": found, "steps": queries.steps_of(found), "figure": figures(request, found.body)}  # fmt: skip
    return ui.render(request, "knowledge/proposal.html", values)


@signed_in
@asked
def new_proposal(request: Request) -> HttpResponse:
    """My own article."""
    form = forms.ProposalForm(request.POST or None, initial={"language": (request.LANGUAGE_CODE or "de")[:2], "kind": request.GET.get("kind", "help"), **begun_with(request)})  # fmt: skip
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            made = actions.propose(**form.values, by=me(request), at=request.at)
            return see(made.own_path)
        except Refused as refused:
            show(form, refused)
    return _page(request, form, {"article": None})


@signed_in
@asked
def change(request: Request, article: UUID) -> HttpResponse:
    """Better words for an article that people read; or for my own text that came back."""
    found = queries.article_of_mine_or_readable(me(request), article)
    start = queries.start_of_change(me(request), found)
    form = forms.TextForm.of(start, request.POST or None)
    values: dict[str, Any] = {"article": found, "start": start, "seen": request.POST.get("seen") or queries.newest_number(found)}  # fmt: skip
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            seen, base = number(request, "seen"), number(request, "base")
            made = actions.propose_change(found, **form.values, seen=seen, base=base, by=me(request), at=request.at)  # fmt: skip
            return see(made.own_path)
        except Refused as refused:
            show(form, refused)
            values |= _meanwhile(request, found, form, refused)
    return _page(request, form, values)


def _meanwhile(request: Request, found: Any, form: forms.TextForm, refused: Refused) -> dict[str, Any]:  # fmt: skip
    """What people read now beside what she typed, where somebody else was faster."""
    if refused.reason != "changed_meanwhile":
        return {}
    shown = found.published_revision
    lines = shortened(between(shown.body, form.data["body"].replace("\r\n", "\n"))) if shown else []  # fmt: skip
    return {"seen": queries.newest_number(found), "lines": lines}


def _page(request: Request, form: forms.TextForm, values: dict[str, Any]) -> HttpResponse:
    looking = "preview" in request.POST and form.is_valid()
    values = {"form": form, **looked_at(request, form, looking=looking), **values}
    return ui.render(request, "knowledge/proposal_text.html", values, status=422 if form.errors else 200)  # fmt: skip


@public
@require_safe
def author(request: Request, pk: UUID) -> HttpResponse:
    """Somebody whose words people read."""
    person = queries.author(pk)
    values = {"author": person, "articles": list(queries.written_by(person)[:100])}
    return ui.render(request, "knowledge/author.html", values)


@public
@require_safe
def blog(request: Request) -> HttpResponse:
    """What members tell."""
    values = {"page": queries.blog_page(number=request.GET.get("page"))}
    return ui.render(request, "knowledge/blog.html", values)
