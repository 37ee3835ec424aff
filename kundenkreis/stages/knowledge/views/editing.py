"""Doors of the editors: what waits, writing, the way of a text to its readers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.difference import between, shortened
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.media.figures import figures
from kundenkreis.media.queries import chosen_of, latest_of
from kundenkreis.media.rules import steps_of
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge import actions, forms, queries, rules
from kundenkreis.stages.knowledge.models import Article, ArticleRevision
from kundenkreis.stages.knowledge.variants import parts
from kundenkreis.ui.going import see

team = role(*Role.STAFF)
approvers = role("moderator", "manager")
asked = require_http_methods(["GET", "HEAD", "POST"])
# What a button on a text's page does, by the noun of its address.
STEPS = {
    "submission": actions.send_in,
    "approval": actions.approve,
    "publication": actions.publish,
    "draft": actions.take_up,
}


@team
@require_safe
def editing(request: Request) -> HttpResponse:
    """What waits for the editors, in lists."""
    asked_for = request.GET.get("list", "")
    which = asked_for if asked_for in queries.LISTS else "all"
    language = request.GET.get("language", "")
    page = queries.editors_list(which, language=language, number=request.GET.get("page"), at=request.at)  # fmt: skip
    values = {"which": which, "only": language, "page": page, "waits": queries.how_many_wait(at=request.at)}  # fmt: skip
    return ui.render(request, "knowledge/editing.html", values)


@team
@require_safe
def article(request: Request, pk: UUID) -> HttpResponse:
    """One article with everything about it."""
    found = queries.article_for_editor(pk)
    values = {
        "article": found,
        "revisions": queries.history(found),
        "whys": queries.whys(found),
        "topic_form": forms.TopicForm(initial={"topic": found.topic.slug if found.topic else forms.NO_TOPIC}),
        "approver": rules.may_approve(request.roles),
        "others": queries.in_other_languages(found),
    }  # fmt: skip
    return ui.render(request, "knowledge/editing_article.html", values)


@team
@asked
def new_article(request: Request) -> HttpResponse:
    """A new article; nobody reads it before it is published."""
    form = forms.NewArticleForm(request.POST or None, initial={"language": (request.LANGUAGE_CODE or "de")[:2], **begun_with(request)})  # fmt: skip
    if request.method == "POST" and form.is_valid() and not _preview(request):
        try:
            made = actions.draft(**form.values, by=me(request), at=request.at)
            return see(made.path)
        except Refused as refused:
            show(form, refused)
    return _writing(request, form, {"article": None})


def begun_with(request: Request) -> dict[str, str]:
    """A film of hers with its title, or a photo guide of several pictures: `?media=…&media=…`."""
    found = chosen_of(request.GET.getlist("media"), me(request))
    if not found:
        return {}
    return {"title": found[0].words if len(found) == 1 else "", "body": steps_of([each.code for each in found])}  # fmt: skip


@team
@asked
def text(request: Request, pk: UUID) -> HttpResponse:
    """Writing on an article. Who saves second sees that the text changed, and keeps what she typed."""
    found, newest = _article_and_newest(pk)
    start = _start(request, found, newest)
    follows = start.follows if start else None
    kind = forms.TranslationForm if follows else forms.TextForm
    form = kind.of(start, request.POST or None)
    values: dict[str, Any] = {"article": found, "start": start, "seen": request.POST.get("seen") or (newest.number if newest else 0), "beside": follows and follows.article.published_revision}  # fmt: skip
    if request.method == "POST" and form.is_valid() and not _preview(request):
        try:
            seen, base = number(request, "seen"), number(request, "base")
            words = form.values
            follows = values["beside"] if words.pop("up_to_date", False) else follows
            made = actions.revise(found, **words, follows=follows, seen=seen, base=base, by=me(request), at=request.at)  # fmt: skip
            return see(made.path)
        except Refused as refused:
            if refused.reason == "changed_meanwhile":
                return conflict(request, form, values)
            show(form, refused)
    return _writing(request, form, values)


@team
@asked
def translation(request: Request, pk: UUID, language: str) -> HttpResponse:
    """A new translation, with the original beside it."""
    found = queries.article_for_editor(pk)
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not _preview(request):
        try:
            made = actions.translate(found, language=language, **form.values, by=me(request), at=request.at)  # fmt: skip
            return see(made.path)
        except Refused as refused:
            show(form, refused)
    values = {"article": None, "original": found, "beside": found.published_revision, "into": language}  # fmt: skip
    return _writing(request, form, values)


def _article_and_newest(pk: UUID) -> tuple[Article, ArticleRevision | None]:
    found = queries.article_for_editor(pk)
    return found, queries.newest(found)


def _start(
    request: Request, found: Article, newest: ArticleRevision | None
) -> ArticleRevision | None:
    """The text to begin with: the one asked for, else the newest of all."""
    asked_for = request.POST.get("base") or request.GET.get("from", "")
    if asked_for.isdecimal() and 0 < int(asked_for) < 10**9:
        return queries.revision_of(found, int(asked_for))
    return newest


def number(request: Request, name: str) -> int | None:
    """A number the form carries along; None where there is none."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def conflict(
    request: Request, form: forms.TextForm, values: dict[str, Any]
) -> HttpResponse:
    """Both texts beside one another; saving again puts hers on top, knowingly."""
    newest = queries.newest(values["article"])
    assert newest
    values |= {
        "seen": newest.number,
        "newer": newest,
        "lines": shortened(between(newest.body, form.cleaned_data["body"])),
    }
    return _writing(request, form, values, status=409)


def _writing(
    request: Request, form: forms.TextForm, values: dict[str, Any], status: int = 200
) -> HttpResponse:
    preview = _preview(request) and form.is_valid()
    values = {"form": form, **looked_at(request, form, looking=preview), **values}
    status = 422 if form.is_bound and form.errors else status
    return ui.render(request, "knowledge/editing_text.html", values, status=status)


def looked_at(request: Request, form: forms.TextForm, *, looking: bool) -> dict[str, Any]:
    """What the page shows of the typed words, where somebody wants to look first; and what she may put in."""
    brought = {"brought": latest_of(request.person)}
    if not looking:
        return {"preview": None, **brought}
    body = form.cleaned_data["body"]
    return {"preview": form.cleaned_data, "preview_parts": parts(body), "figure": figures(request, body), **brought}  # fmt: skip


def _preview(request: Request) -> bool:
    return "preview" in request.POST


@team
@require_safe
def revision(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One text, what differs from the one people read (or from `?against=`), and what may happen next."""
    return ui.render(request, "knowledge/editing_revision.html", _about(request, pk, number))  # fmt: skip


def _about(request: Request, pk: UUID, number: int) -> dict[str, Any]:
    found = queries.article_for_editor(pk)
    row = queries.revision_of(found, number)
    against = request.GET.get("against", "")
    other = queries.revision_of(found, int(against)) if against.isdecimal() and len(against) < 10 else found.published_revision  # fmt: skip
    if other and other.pk == row.pk:
        other = row.base
    mine = row.drafted_by_id is not None and row.drafted_by_id == me(request).pk
    return {
        "article": found,
        "revision": row,
        "figure": figures(request, row.body),
        "other": other,
        "lines": shortened(between(_whole(other), _whole(row))) if other else [],
        "steps": queries.steps_of(row),
        "approver": rules.may_approve(request.roles) and not (mine and queries.article_rules().four_eyes),
        "mine": mine,
        "form": forms.NoteForm(),
    }  # fmt: skip


def _whole(revision: ArticleRevision) -> str:
    return f"{revision.title}\n\n{revision.summary}\n\n{revision.body}"


@team
@require_POST
def step(request: Request, pk: UUID, number: int, noun: str) -> HttpResponse:
    """One step of a text."""
    if noun not in STEPS:
        raise NotFound("not_found", "")
    found = queries.revision_of(queries.article_for_editor(pk), number)
    done: Any = STEPS[noun](found, by=me(request), at=request.at)
    return see(done.path if noun == "draft" else found.path)


@approvers
@require_POST
def return_(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Back to its author, with a word."""
    found = queries.revision_of(queries.article_for_editor(pk), number)
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        values = {**_about(request, pk, number), "form": form}
        return ui.render(request, "knowledge/editing_revision.html", values, status=422)
    actions.send_back(found, note=form.cleaned_data["note"], by=me(request), at=request.at)
    return see(found.path)


@team
@require_POST
def check(request: Request, pk: UUID) -> HttpResponse:
    """Read today, still right."""
    found = queries.article_for_editor(pk)
    actions.check(found, by=me(request), at=request.at)
    return see(f"/editing/{pk}/")


@team
@require_POST
def topic(request: Request, pk: UUID) -> HttpResponse:
    """Filed under another topic."""
    found, form = queries.article_for_editor(pk), forms.TopicForm(request.POST)
    if form.is_valid():
        actions.file_under(found, topic=form.cleaned_data["topic"], by=me(request), at=request.at)  # fmt: skip
    return see(f"/editing/{pk}/")


@approvers
@asked
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Retired, and what people read instead."""
    found = queries.article_for_editor(pk)
    form = forms.WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            after = form.cleaned_data["successor"]
            successor = queries.article_for_editor(after) if after else None
            actions.withdraw(found, successor=successor, note=form.cleaned_data["note"], by=me(request), at=request.at)  # fmt: skip
            return see(f"/editing/{pk}/")
        except Refused as refused:
            form.add_error("successor", refused.sentence)
    values = {"article": found, "form": form}
    return ui.render(request, "knowledge/editing_withdrawal.html", values, status=422 if form.errors else 200)  # fmt: skip


@approvers
@require_POST
def restoration(request: Request, pk: UUID) -> HttpResponse:
    """A retired article is read again."""
    actions.restore(queries.article_for_editor(pk), by=me(request), at=request.at)
    return see(f"/editing/{pk}/")


def show(form: Any, refused: Refused) -> None:
    """What an action refused stands at its field, or above the form."""
    for name, sentence in (refused.fields or {"": refused.sentence}).items():
        form.add_error(name if name in form.fields else None, sentence)
