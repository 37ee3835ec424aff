"""The bytes themselves, for whoever may see them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from kundenkreis.media import queries, rules
from kundenkreis.media.models import PIECE, Media
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request

# Of what everybody sees, so long without asking again; withdrawn, it is gone after that at the latest.
FRESH = "private, max-age=600"


def found(request: Request, pk: UUID) -> Media:
    """One that whoever asks may see."""
    return queries.media_for(pk, request.person, staff=rules.is_team(request.roles))


@public
@require_safe
def content(request: Request, pk: UUID, width: int = 0) -> HttpResponse:
    """All of it, or the range a player asks for: then at most one million bytes, and no thread waits for her phone."""
    media = found(request, pk)
    size = queries.size_of(media, width)
    etag = f'"{media.digest[:32]}-{width}"'
    try:
        asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""  # fmt: skip
        span = rules.span(asked, size, PIECE)
    except rules.NotSatisfiable:
        return _headed(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), media, etag)  # fmt: skip
    if etag in request.headers.get("If-None-Match", ""):
        return _headed(HttpResponse(status=304), media, etag)
    if span is None:
        whole = StreamingHttpResponse(_pieces(media, width, 0, size), headers={"Content-Length": str(size)})  # fmt: skip
        return _headed(whole, media, etag)
    start, end = span
    part = HttpResponse(b"".join(_pieces(media, width, start, end)), status=206)
    part.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _headed(part, media, etag)


def _pieces(media: Media, width: int, start: int, end: int) -> Iterator[bytes]:
    return queries.pieces(media, width=width, start=start, end=end)


def _headed(answer: Any, media: Media, etag: str) -> HttpResponse:
    """What it is, and that it is nothing else: never a page, never a script."""
    answer.headers["Content-Type"] = media.media_type
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = FRESH
    headed: HttpResponse = answer
    return headed


@public
@require_safe
def captions(request: Request, pk: UUID, language: str) -> HttpResponse:
    """Captions in one language."""
    row = queries.captions_in(found(request, pk), language)
    answer = HttpResponse(row.content, content_type="text/vtt; charset=utf-8")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
