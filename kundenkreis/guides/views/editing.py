"""Doors for the team: writing a guide, without any JavaScript."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import Topic
from kundenkreis.cases.pages import stage_names
from kundenkreis.core.refusal import Refused
from kundenkreis.guides import actions, queries
from kundenkreis.guides.actions.publishing import faults
from kundenkreis.guides.forms import GuideForm, StepForm, initial_of
from kundenkreis.guides.models import Guide, GuideStep
from kundenkreis.media.queries import latest_of
from kundenkreis.people.doors import role
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.ui.context import NAMES
from kundenkreis.ui.going import see

FORM = require_http_methods(["GET", "HEAD", "POST"])


def show(form: Any, refused: Refused) -> None:
    """The action's sentence, at its field where there is one."""
    for field, sentence in (refused.fields or {"": refused.sentence}).items():
        form.add_error(field if field in form.fields else None, sentence)


@role(*Role.STAFF)
@require_safe
def guides(request: Request) -> HttpResponse:
    """All guides, published or not."""
    return ui.render(request, "guides/editor/guides.html", {"guides": queries.guides_for_team()})  # fmt: skip


@role(*Role.STAFF)
@FORM
def new(request: Request) -> HttpResponse:
    """A new guide: title, topic, language."""
    languages = [(code, NAMES[code]) for code in request.brand.languages]
    initial = {"language": languages[0][0]}
    form = GuideForm(request.POST or None, topics=list(Topic.objects.all()), languages=languages, initial=initial)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(**form.values(), by=request.person, at=request.at)
            return see(made.editor)
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "guides/editor/new.html", {"form": form})


@role(*Role.STAFF)
@require_safe
def guide(request: Request, pk: UUID) -> HttpResponse:
    """Its steps, what is still wrong, and the button that publishes."""
    row = queries.guide_for_team(pk)
    version = queries.version_shown(row)
    draft = version.published_at is None
    family = set(Guide.objects.filter(family=row.family).values_list("language", flat=True))
    values = {
        "guide": row,
        "version": version,
        "draft": draft,
        "steps": queries.steps_of(version),
        "faults": faults(version) if draft else [],
        "stage_names": stage_names(),
        "missing": [
            (code, NAMES[code]) for code in request.brand.languages if code not in family
        ],
    }
    return ui.render(request, "guides/editor/guide.html", values)


@role(*Role.STAFF)
@FORM
def description(request: Request, pk: UUID) -> HttpResponse:
    """Title, what it is for, topic."""
    row = queries.guide_for_team(pk)
    version = queries.version_shown(row)
    initial = {"title": version.title, "summary": version.summary, "topic": row.topic.slug if row.topic else ""}  # fmt: skip
    form = GuideForm(request.POST or None, topics=list(Topic.objects.all()), languages=[], initial=initial)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(row, **form.values(), by=request.person, at=request.at)
            return see(row.editor)
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "guides/editor/description.html", {"form": form, "guide": row})  # fmt: skip


@role(*Role.STAFF)
@require_POST
def steps(request: Request, pk: UUID) -> HttpResponse:
    """One more step; its words come on the next page."""
    row = queries.guide_for_team(pk)
    made = actions.add_step(
        row, text=request.POST.get("text", ""), by=request.person, at=request.at
    )
    return see(f"{row.editor}steps/{made.pk}/")


@role(*Role.STAFF)
@FORM
def step(request: Request, pk: UUID, step: int) -> HttpResponse:
    """The words of a step, its answers, where they lead."""
    row = queries.guide_for_team(pk)
    found = queries.step_in(row, step)
    form = _step_form(request, row, found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.write_step(
                found, text=data["text"], body=data["body"], kind=data["kind"], stage=data["stage"],
                article=UUID(data["article"]) if data["article"] else None, answers=form.answers(),
                seen=_moment(data["seen"]), by=request.person, at=request.at,
            )  # fmt: skip
            return see(f"{row.editor}#step-{found.number}")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "guides/editor/step.html", {"form": form, "guide": row, "step": found, "brought": latest_of(request.person)})  # fmt: skip


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None


def _step_form(request: Request, guide: Guide, step: GuideStep) -> StepForm:
    articles = Article.objects.readable().filter(language=guide.language)
    return StepForm(
        request.POST or None,
        initial=initial_of(step),
        steps=[row for row in queries.steps_of(step.version) if row.pk != step.pk],
        articles=[
            (str(a.family), a.title) for a in articles.order_by("published_revision__title")
        ],
        stages=list(stage_names().items()),
    )


@role(*Role.STAFF)
@require_POST
def position(request: Request, pk: UUID, step: int) -> HttpResponse:
    """One place up, or down."""
    row = queries.guide_for_team(pk)
    found = queries.step_in(row, step)
    up = request.POST.get("way") == "up"
    actions.move_step(found, up=up, by=request.person, at=request.at)
    return see(f"{row.editor}#steps")


@role(*Role.STAFF)
@require_POST
def removal(request: Request, pk: UUID, step: int) -> HttpResponse:
    """The step is gone from the draft."""
    row = queries.guide_for_team(pk)
    actions.remove_step(queries.step_in(row, step), by=request.person, at=request.at)
    return see(f"{row.editor}#steps")


@role(*Role.STAFF)
@require_POST
def draft(request: Request, pk: UUID) -> HttpResponse:
    """Begin a new draft from what people walk."""
    row = queries.guide_for_team(pk)
    actions.redraft(row, by=request.person, at=request.at)
    return see(row.editor)


@role(*Role.STAFF)
@require_POST
def publication(request: Request, pk: UUID) -> HttpResponse:
    """People walk the draft from now on."""
    row = queries.guide_for_team(pk)
    actions.publish(row, by=request.person, at=request.at)
    return see(row.editor)


@role(*Role.STAFF)
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Nobody begins it any more."""
    row = queries.guide_for_team(pk)
    actions.withdraw(row, by=request.person, at=request.at)
    return see(row.editor)


@role(*Role.STAFF)
@require_POST
def translations(request: Request, pk: UUID) -> HttpResponse:
    """A copy in another language, to be translated."""
    row = queries.guide_for_team(pk)
    language = request.POST.get("language", "")
    made = actions.translate(row, language=language, by=request.person, at=request.at)
    return see(made.editor)


@role(*Role.STAFF)
@require_safe
def measures(request: Request, pk: UUID) -> HttpResponse:
    """How many walked it, whom it helped, where people leave."""
    row = queries.guide_for_team(pk)
    version = row.published_version
    found = queries.measures(version, at=request.at) if version else None
    return ui.render(request, "guides/editor/measures.html", {"guide": row, "measures": found})  # fmt: skip
