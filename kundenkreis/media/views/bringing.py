"""Doors of who brings pictures, films and recordings: members theirs, the team all."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.media import actions, forms, queries, rules
from kundenkreis.media.figures import figures
from kundenkreis.media.models import Media
from kundenkreis.media.webvtt import transcript
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

asked = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def media(request: Request) -> HttpResponse:
    """What I brought; of the whole brand for its team."""
    team = rules.is_team(request.roles)
    page = queries.media_page(me(request), staff=team, number=request.GET.get("page"))
    return ui.render(request, "media/all.html", {"page": page, "team": team})


@signed_in
@asked
def new(request: Request) -> HttpResponse:
    """One more."""
    form = forms.UploadForm(request.POST or None, request.FILES or None, initial={"language": (request.LANGUAGE_CODE or "de")[:2]})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            words, language = form.cleaned_data["words"], form.cleaned_data["language"]
            made = actions.add(form.cleaned_data["file"], words=words, language=language, by=me(request), at=request.at)  # fmt: skip
            return see(made.path)
        except Refused as refused:
            show(form, refused)
    values = {"form": form, "megabytes": settings.MEDIA_LIMIT // 1_000_000, "minutes": settings.MEDIA_MINUTES}  # fmt: skip
    return ui.render(request, "media/new.html", values, status=422 if form.errors else 200)


@signed_in
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """One of mine, how a text shows it, its captions."""
    return _page(request, _mine(request, pk))


def _mine(request: Request, pk: UUID) -> Media:
    return queries.media_to_change(pk, me(request), staff=rules.is_team(request.roles))


def _page(request: Request, found: Media, **bound: Any) -> HttpResponse:
    pictures = queries.pictures_of(me(request)) if found.kind == "video" else []
    captions = queries.captions_of(found)
    values = {
        "media": found,
        "figure": figures(request, found.code),
        "captions": [(each, transcript(each.content)) for each in captions],
        "team": rules.is_team(request.roles),
        "shown": queries.places_of(found),
        "words_form": forms.WordsForm(initial={"words": found.words, "language": found.language}),
        "captions_form": forms.CaptionsForm(auto_id="captions_%s", initial={"language": found.language}),
        "poster_form": forms.PosterForm(pictures, initial={"poster": str(found.poster_id or forms.NO_POSTER)}),
        "pictures": pictures,
        **bound,
    }  # fmt: skip
    values["form"] = next(iter(bound.values()), None)
    return ui.render(request, "media/one.html", values, status=422 if bound else 200)


@signed_in
@require_POST
def words(request: Request, pk: UUID) -> HttpResponse:
    """Other words for it."""
    found, form = _mine(request, pk), forms.WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, words_form=form)
    actions.describe(found, **form.cleaned_data, by=me(request), at=request.at)
    return see(found.path)


@signed_in
@require_POST
def captions(request: Request, pk: UUID) -> HttpResponse:
    """What is said, in one language."""
    found, form = (
        _mine(request, pk),
        forms.CaptionsForm(request.POST, request.FILES, auto_id="captions_%s"),
    )
    if form.is_valid():
        try:
            language = form.cleaned_data["language"]
            actions.set_captions(found, language=language, data=form.data_sent, by=me(request), at=request.at)  # fmt: skip
            return see(f"{found.path}#captions")
        except Refused as refused:
            show(form, refused)
    return _page(request, found, captions_form=form)


@signed_in
@require_POST
def captions_removal(request: Request, pk: UUID, language: str) -> HttpResponse:
    """No captions in this language any more."""
    found = _mine(request, pk)
    actions.remove_captions(found, language=language, by=me(request), at=request.at)
    return see(f"{found.path}#captions")


@signed_in
@require_POST
def poster(request: Request, pk: UUID) -> HttpResponse:
    """The picture before it begins."""
    found = _mine(request, pk)
    form = forms.PosterForm(queries.pictures_of(me(request)), request.POST)
    if not form.is_valid():
        return _page(request, found, poster_form=form)
    chosen = form.cleaned_data["poster"]
    picture = None if chosen == forms.NO_POSTER else _mine(request, UUID(chosen))
    actions.set_poster(found, picture, by=me(request), at=request.at)
    return see(found.path)


@signed_in
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """Gone for good."""
    actions.remove(_mine(request, pk), by=me(request), at=request.at)
    return see("/media/")


def show(form: Any, refused: Refused) -> None:
    """What an action refused stands at its field, or above the form."""
    for name, sentence in (refused.fields or {"": refused.sentence}).items():
        form.add_error(name if name in form.fields else None, sentence)
