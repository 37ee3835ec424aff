"""MP4 and M4A (ISO/IEC 14496-12): boxes within boxes, each with its length.

Walked to the last byte, so that nothing hides behind the film. What phones write about the place
(`udta`, `meta`) becomes a box of nothing, of the same length: no other address in the file changes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from kundenkreis.media.containers.found import Found, Patch, Refusal, read_at

BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4A ", b"M4B ", b"dash"}  # fmt: skip
TOP = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"sidx", b"styp", b"mfra", b"uuid", b"meta", b"udta", b"pdin", b"emsg", b"prft", b"ssix"}  # fmt: skip
SILENCED = {b"udta", b"meta", b"uuid", b"free", b"skip"}
CODECS = {b"avc1", b"avc3", b"av01", b"vp09", b"mp4a", b"Opus"}
NESTED = {b"trak", b"mdia", b"minf", b"stbl", b"mvex"}
MOST_BOXES = 200_000


@dataclass(slots=True)
class Reading:
    """What the boxes said so far."""

    file: IO[bytes]
    seconds: float = 0
    fragments: float = 0
    timescale: int = 0
    width: int = 0
    height: int = 0
    tracks: set[bytes] = field(default_factory=set)
    codecs: set[bytes] = field(default_factory=set)
    patches: list[Patch] = field(default_factory=list)
    boxes: int = 0

    def within(self, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
        """Kind, start, start of its content and end of each box, in order."""
        while start < end:
            self.boxes += 1
            if self.boxes > MOST_BOXES:
                raise Refusal("not_media")
            kind, content, after = self._box(start, end)
            yield kind, start, content, after
            start = after

    def _box(self, start: int, end: int) -> tuple[bytes, int, int]:
        if end - start < 8:
            raise Refusal("cut_off")
        length, kind = struct.unpack(">I4s", read_at(self.file, start, 8))
        content = start + 8
        if length == 1:
            (length,) = struct.unpack(">Q", read_at(self.file, start + 8, 8))
            content = start + 16
        if length < content - start:
            raise Refusal("not_media")
        if start + length > end:
            raise Refusal("cut_off")
        return kind, content, start + length

    def silence(self, start: int, end: int) -> None:
        """Nothing stands there any more."""
        if end - start < 2**32:
            head = struct.pack(">I4s", end - start, b"free")
            self.patches.append(Patch(start, end - start, head))


def look(file: IO[bytes], size: int) -> Found:
    """The film or recording. :raises Refusal: see `recognise`."""
    reading = Reading(file)
    seen: list[bytes] = []
    for kind, start, content, end in reading.within(0, size):
        if kind not in TOP:
            raise Refusal(
                "not_media" if not {b"moov", b"mdat"} <= set(seen) else "trailing"
            )
        seen.append(kind)
        if kind == b"ftyp":
            _demand_brand(read_at(file, content, min(end - content, 400)))
        elif kind == b"moov":
            _movie(reading, content, end)
        elif kind in SILENCED:
            reading.silence(start, end)
    if seen[:1] != [b"ftyp"] or not {b"moov", b"mdat"} <= set(seen):
        raise Refusal("cut_off" if seen[:1] == [b"ftyp"] else "not_media")
    return _found(reading, size)


def _found(reading: Reading, size: int) -> Found:
    seconds = reading.seconds or reading.fragments
    if not reading.tracks & {b"vide", b"soun"}:
        raise Refusal("not_media")
    if not reading.codecs or reading.codecs - CODECS:
        raise Refusal("other_codec")
    if seconds <= 0:
        raise Refusal("no_length")
    film = b"vide" in reading.tracks
    return Found("video/mp4" if film else "audio/mp4", seconds, 0, size, reading.width if film else 0, reading.height if film else 0, tuple(reading.patches))  # fmt: skip


def _demand_brand(content: bytes) -> None:
    names = {content[at : at + 4] for at in (0, *range(8, len(content), 4))}
    if not names & BRANDS:
        raise Refusal("other_codec")


def _movie(reading: Reading, start: int, end: int) -> None:
    for kind, begun, content, after in reading.within(start, end):
        if kind in (b"udta", b"meta"):
            reading.silence(begun, after)
        elif kind in NESTED:
            _movie(reading, content, after)
        elif kind == b"stsd":
            _sample(reading, content, after)
        elif kind in HEADS:
            data = read_at(reading.file, content, min(after - content, 96))
            HEADS[kind](reading, data)


def _head(reading: Reading, data: bytes) -> None:
    reading.timescale, length = _clock(data)
    reading.seconds = length / reading.timescale


def _fragments(reading: Reading, data: bytes) -> None:
    form = ">Q" if data[:1] == b"\1" else ">I"
    reading.fragments = _unpack(form, data, 4) / (reading.timescale or 1)


def _handler(reading: Reading, data: bytes) -> None:
    reading.tracks.add(data[8:12])


def _unpack(form: str, data: bytes, offset: int) -> int:
    try:
        value: int = struct.unpack_from(form, data, offset)[0]
    except struct.error:
        raise Refusal("not_media") from None
    return value


def _clock(data: bytes) -> tuple[int, int]:
    """Units a second, and the length in such units; a length that is not known counts as none."""
    long = data[:1] == b"\1"
    scale = _unpack(">I", data, 20 if long else 12)
    length = _unpack(">Q" if long else ">I", data, 24 if long else 16)
    if not scale:
        raise Refusal("not_media")
    return scale, 0 if length in (2**32 - 1, 2**64 - 1) else length


def _track(reading: Reading, data: bytes) -> None:
    """Width and height are the last two numbers, in 16.16."""
    width, height = (_unpack(">I", data, len(data) - each) >> 16 for each in (8, 4))
    if width and height and max(width, height) <= 16_384:
        reading.width, reading.height = width, height


HEADS = {b"mvhd": _head, b"mehd": _fragments, b"tkhd": _track, b"hdlr": _handler}


def _sample(reading: Reading, content: int, end: int) -> None:
    """How a picture or sound is written: the first entry says."""
    for kind, _start, _content, _after in reading.within(content + 8, end):
        if reading.tracks & {b"vide", b"soun"}:
            reading.codecs.add(kind)
        return
