"""Reads of media, always through who asks."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.media.models import PIECE, Captions, Media, MediaPiece, MediaUse
from kundenkreis.people.models import Person

PER_PAGE = 24
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LATEST = 6


def media_for(pk: UUID, person: Person | None, *, staff: bool) -> Media:
    """One that she may see. :raises NotFound: there is none, or not for her."""
    rows = Media.objects.visible_to(person, staff=staff)
    return _found(rows.select_related("poster").filter(pk=pk).first())


def media_to_change(pk: UUID, person: Person, *, staff: bool) -> Media:
    """Her own, or any of the brand for its team. :raises NotFound: neither."""
    rows = Media.objects.all() if staff else Media.objects.filter(added_by=person)
    return _found(rows.select_related("poster").filter(pk=pk).first())


def _found(row: Media | None) -> Media:
    if row is None:
        raise NotFound("not_found", _("There is no such picture, film or recording."))
    return row


def visible(
    ids: Iterable[UUID], person: Person | None, *, staff: bool
) -> dict[UUID, Media]:
    """Those of these that she may see, with captions and poster; two queries."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Media.objects.visible_to(person, staff=staff).filter(pk__in=wanted)
    rows = rows.select_related("poster").prefetch_related(
        Prefetch("captions", Captions.objects.all())
    )
    return {row.pk: row for row in rows}


def brought_by(person: Person) -> QuerySet[Media]:
    """What she brought, newest first."""
    return Media.objects.filter(added_by=person).order_by("-added_at", "pk")


def latest_of(person: Person | None) -> list[Media]:
    """Her last few, to be shown in a text."""
    return list(brought_by(person)[:LATEST]) if person else []


def media_page(person: Person, *, staff: bool, number: str | None) -> Page[Media]:
    """Her own; of the whole brand for its team."""
    rows = Media.objects.order_by("-added_at", "pk") if staff else brought_by(person)
    return Paginator(rows.select_related("added_by"), PER_PAGE).get_page(number)


def chosen_of(names: list[str], person: Person) -> list[Media]:
    """Those of hers with these ids, in the order in which she brought them."""
    ids = [name for name in names[: LATEST * 5] if _ID.fullmatch(name)]
    return list(
        Media.objects.filter(added_by=person, pk__in=ids).order_by("added_at", "pk")
    )


def pictures_of(person: Person) -> list[Media]:
    """Her last pictures, to be a poster."""
    return list(brought_by(person).filter(kind=Media.Kind.PICTURE)[:LATEST])


def captions_of(media: Media) -> list[Captions]:
    """All of them, by language."""
    return list(Captions.objects.filter(media=media))


def captions_in(media: Media, language: str) -> Captions:
    """In one language. :raises NotFound: there are none."""
    found = Captions.objects.filter(media=media, language=language).first()
    if found is None:
        raise NotFound("not_found", _("There are no captions in this language."))
    return found


def places_of(media: Media) -> list[str]:
    """Which texts show it to everybody."""
    return list(MediaUse.objects.filter(media=media).values_list("place", flat=True))


def pieces(media: Media, *, width: int, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to before `end`, one piece in memory at a time.

    Asks no brand: the media was fetched through the person, and a long answer is sent after the request.
    """
    rows = MediaPiece.across_brands.filter(media=media, width=width)
    for number in range(start // PIECE, (max(start, end - 1)) // PIECE + 1):
        content = rows.filter(number=number).values_list("content", flat=True).first()
        if content is None:
            return
        base = number * PIECE
        yield bytes(content)[max(0, start - base) : end - base]


def size_of(media: Media, width: int) -> int:
    """Bytes of this size of a picture, or of the film. :raises NotFound: there is no such size."""
    if width != 0 or media.kind == Media.Kind.PICTURE:
        if width not in media.widths:
            _found(None)
        pieces_ = MediaPiece.objects.filter(media=media, width=width)
        return sum(len(content) for content in pieces_.values_list("content", flat=True))
    return media.size
