"""Doors to the help screen on a device's own display: small, without JavaScript, framed where the brand allows.

A display in a frame has no cookies and nobody signed in: a walk is opened by its address alone, so
nothing here stands on the right of whoever happens to be signed in, and no token is asked for.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import NotFound
from kundenkreis.devices import queries
from kundenkreis.devices.doors import framed
from kundenkreis.guides import actions, pages
from kundenkreis.guides import queries as guides
from kundenkreis.guides.models import GuideWalk
from kundenkreis.media.figures import figures
from kundenkreis.people import actions as people
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request
from kundenkreis.stages.knowledge.queries import article_for_reader
from kundenkreis.ui.going import see

SIZES = ("phone", "tv", "watch")
CARRIED = ("product", "fault", "version", "language")


def _asked(request: Request) -> dict[str, str]:
    """What the device said of itself; carried from page to page in the address."""
    return {name: request.GET.get(name, "")[:80] for name in CARRIED}


def screen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the screen: one of three sizes, in the device's language, framed where allowed."""

    @wraps(view)
    def door(request: Request, size: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if size not in SIZES:
            raise NotFound("not_found", "")
        wanted = request.GET.get("language", "")
        code = wanted if wanted in request.brand.languages else (request.LANGUAGE_CODE or "de")[:2]  # fmt: skip
        request.LANGUAGE_CODE = code
        with translation.override(code):
            return framed(view(request, size, *args, **kwargs))

    return door


def _render(request: Request, template: str, size: str, values: dict[str, Any]) -> HttpResponse:  # fmt: skip
    asked = _asked(request)
    carried = "?" + urlencode({name: value for name, value in asked.items() if value})
    frame = {"size": size, "asked": asked, "carried": carried, "root": f"/screens/{size}/"}
    return ui.render(request, template, {**frame, **values})


def _see(request: Request, path: str) -> HttpResponse:
    asked = {name: value for name, value in _asked(request).items() if value}
    return see(path + ("?" + urlencode(asked) if asked else ""))  # fmt: skip


def _walk(pk: UUID) -> GuideWalk:
    walk = guides.walk_for(pk)
    if walk.case_id:
        raise NotFound("not_found", "")  # it belongs to somebody now
    return walk


@public
@screen
@require_safe
def home(request: Request, size: str) -> HttpResponse:
    """What helps against the fault, else the guides; and the ways out."""
    asked = _asked(request)
    language = request.LANGUAGE_CODE or "de"
    fix = None
    if asked["product"] or asked["fault"]:
        fix = queries.fix(product=asked["product"], fault=asked["fault"], version=asked["version"], language=language)  # fmt: skip
    more = guides.guides_for_readers(language)[: 3 if size == "watch" else 5]
    return _render(request, "devices/home.html", size, {"fix": fix, "guides": more})


@public
@screen
@require_safe
def article(request: Request, size: str, pk: UUID) -> HttpResponse:
    """An article, on the display."""
    found = article_for_reader(pk)
    shown = found.published_revision
    values = {"article": found, "figure": figures(request, shown.body if shown else "")}
    return _render(request, "devices/article.html", size, values)


@public
@csrf_exempt
@screen
@require_POST
def walks(request: Request, size: str, pk: UUID) -> HttpResponse:
    """Begin a guide on the display."""
    row = actions.walk(guides.guide_for_reader(pk), by=None, at=request.at)
    return _see(request, f"/screens/{size}/walks/{row.pk}/1/")


@public
@screen
@require_safe
def place(request: Request, size: str, pk: UUID, number: int) -> HttpResponse:
    """One question, or the end."""
    walk = _walk(pk)
    values = pages.place_page(walk, number, language=request.LANGUAGE_CODE or "de")
    if values is None:
        raise NotFound("not_found", "")
    values["figure"] = figures(request, values["step"].body)
    return _render(request, "devices/place.html", size, values)


@public
@csrf_exempt
@screen
@require_POST
def answers(request: Request, size: str, pk: UUID, number: int) -> HttpResponse:
    """An answer; on to the next."""
    chosen = request.POST.get("answer", "")
    answer = int(chosen) if re.fullmatch("[0-9]{1,18}", chosen) else 0
    actions.answer(_walk(pk), number=number, answer=answer, by=None, at=request.at)
    return _see(request, f"/screens/{size}/walks/{pk}/{number + 1}/")


@public
@csrf_exempt
@screen
@require_POST
def solution(request: Request, size: str, pk: UUID) -> HttpResponse:
    """It works again."""
    walk = actions.helped(_walk(pk), by=None, at=request.at)
    return _see(request, f"/screens/{size}/walks/{pk}/{walk.turns.count() + 1}/")


@public
@csrf_exempt
@screen
@require_POST
def case(request: Request, size: str, pk: UUID) -> HttpResponse:
    """It does not help: a case with what was tried, and a code that opens it on a telephone."""
    walk = _walk(pk)
    guest = people.welcome_guest(language=request.LANGUAGE_CODE or "de", by=None, at=request.at)  # fmt: skip
    made = actions.go_on(walk, customer=guest, product=_asked(request)["product"], by=guest, at=request.at)  # fmt: skip
    url = request.build_absolute_uri(f"/k/{cases.make_key(made, by=guest, at=request.at)}/")
    import segno

    code = segno.make(url, error="m", micro=False).png_data_uri(scale=6)
    values = {"case": made, "url": url, "code": code}
    answer = _render(request, "devices/handed_over.html", size, values)
    # Not a form shown again: pressed twice, the same code is shown.
    answer.status_code = 201
    return answer
