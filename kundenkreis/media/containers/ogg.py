"""Ogg (RFC 3533) with one stream of Vorbis or Opus (RFC 7845): pages that follow one another to the last byte."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from kundenkreis.media.containers.found import Found, Refusal, read_at

# The mark of the last page of a stream.
LAST = 4
PAGE = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: how it is marked, its place among samples, its stream and number, where its content stands."""

    flags: int
    granule: int
    serial: int
    sequence: int
    content: int
    end: int


def _pages(file: IO[bytes], size: int) -> Iterator[Page]:
    at, flags = 0, 0
    while at < size:
        if size - at < PAGE.size:
            raise Refusal("cut_off")
        head = PAGE.unpack(read_at(file, at, PAGE.size))
        if head[0] != b"OggS" or head[1]:
            raise Refusal("trailing" if flags & LAST else "not_media")
        content = at + PAGE.size + head[7]
        end = content + sum(read_at(file, at + PAGE.size, head[7]))
        if end > size:
            raise Refusal("cut_off")
        flags = head[2]
        yield Page(flags, head[3], head[4], head[5], content, end)
        at = end
    if not flags & LAST:
        raise Refusal("cut_off")


def look(file: IO[bytes], size: int) -> Found:
    """The recording. :raises Refusal: see `recognise`."""
    first, samples, rate, unheard = None, 0, 1, 0
    for number, page in enumerate(_pages(file, size)):
        if first is None:
            first = page
            rate, unheard = _head(read_at(file, page.content, min(page.end - page.content, 30)))  # fmt: skip
        if page.serial != first.serial:
            raise Refusal("other_codec")
        if page.sequence != number:
            raise Refusal("cut_off")
        samples = max(samples, page.granule)
    if samples <= unheard:
        raise Refusal("no_length")
    return Found("audio/ogg", (samples - unheard) / rate, 0, size)


def _head(data: bytes) -> tuple[int, int]:
    """Samples a second, and how many at the beginning are not heard."""
    if data.startswith(b"\x01vorbis") and len(data) >= 16:
        rate = struct.unpack_from("<I", data, 12)[0]
        if rate:
            return rate, 0
    if data.startswith(b"OpusHead") and len(data) >= 12:
        return 48_000, struct.unpack_from("<H", data, 10)[0]
    raise Refusal("other_codec")
