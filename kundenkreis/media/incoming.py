"""A file that somebody sends: looked at, and read piece by piece as it will be kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import SEEK_END
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from kundenkreis.core import pictures
from kundenkreis.core.refusal import Invalid
from kundenkreis.media import rules
from kundenkreis.media.containers import Found, Refusal, recognise
from kundenkreis.media.models import PIECE, Media

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What its row says, and its bytes by size (0: a film or recording)."""

    facts: dict[str, Any]
    parts: dict[int, Iterable[bytes]]


def look_at(file: IO[bytes]) -> Incoming:
    """What it is, by its bytes.

    :raises Invalid: see `actions.add`.
    """
    size = file.seek(0, SEEK_END)
    file.seek(0)
    head = file.read(16)
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _picture(file)
    if size > settings.MEDIA_LIMIT:
        raise too_large()
    try:
        return _played(file, recognise(file, size))
    except Refusal as refusal:
        raise _refused(refusal.reason) from None


def _picture(file: IO[bytes]) -> Incoming:
    file.seek(0)
    try:
        made = pictures.in_sizes(file.read(pictures.MOST_BYTES + 1), sides=rules.SIDES)
    except Invalid as invalid:
        raise Invalid(invalid.reason, invalid.sentence, {"file": invalid.sentence}) from None  # fmt: skip
    largest = made[0]
    facts = {
        "kind": Media.Kind.PICTURE, "media_type": pictures.MEDIA_TYPE, "size": len(largest.content),
        "width": largest.width, "height": largest.height, "widths": [each.width for each in made],
    }  # fmt: skip
    return Incoming(facts, {each.width: _cut(each.content) for each in made})


def _cut(content: bytes) -> list[bytes]:
    return [content[at : at + PIECE] for at in range(0, len(content), PIECE)]


def _played(file: IO[bytes], found: Found) -> Incoming:
    if found.seconds > settings.MEDIA_MINUTES * 60:
        sentence = _("This is too long: at most {count} minutes are possible.").format(count=settings.MEDIA_MINUTES)  # fmt: skip
        raise Invalid("too_long", sentence, {"file": sentence})
    facts = {
        "kind": found.kind, "media_type": found.media_type, "size": found.end - found.start,
        "width": found.width, "height": found.height, "lasts": max(1, round(found.seconds * 1000)),
    }  # fmt: skip
    return Incoming(facts, {0: _read(file, found)})


def _read(file: IO[bytes], found: Found) -> Iterator[bytes]:
    for at in range(found.start, found.end, PIECE):
        file.seek(at)
        piece = file.read(min(PIECE, found.end - at))
        for patch in found.patches:
            piece = patch.on(piece, at)
        yield piece


def too_large() -> Invalid:
    """More bytes than are taken."""
    sentence = _("This file is too large: at most {count} megabytes are possible.").format(count=settings.MEDIA_LIMIT // 1_000_000)  # fmt: skip
    return Invalid("too_large", sentence, {"file": sentence})


def _refused(reason: str) -> Invalid:
    sentence = {
        "cut_off": _("This file is not complete: it ends in the middle. Please send it again."),
        "trailing": _("Something else stands behind the end of this file. Please save it anew."),
        "no_length": _("This file does not say how long it is. Please save it anew."),
        "other_codec": _("Not every browser can play this. Please save it as MP4 with H.264, or WebM."),
    }.get(reason) or _("We can use JPEG, PNG and WebP pictures, MP4 and WebM films, and MP3, M4A and Ogg recordings. This is none of them.")  # fmt: skip
    return Invalid(reason, sentence, {"file": sentence})
