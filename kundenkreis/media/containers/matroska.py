"""WebM (RFC 8794 for the elements, RFC 9559 for their meaning): elements with length, walked to the last byte."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from kundenkreis.media.containers.found import Found, Patch, Refusal, read_at

EBML, DOC_TYPE, SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
INFO, SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, ENTRY, KIND, CODEC, VIDEO, WIDTH, HEIGHT = 0x1654AE6B, 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA  # fmt: skip
TAGS, ATTACHMENTS, VOID = 0x1254C367, 0x1941A469, 0xEC
LEVEL_1 = {INFO, TRACKS, TAGS, ATTACHMENTS, VOID, 0x1F43B675, 0x1C53BB6B, 0x114D9B74, 0x1043A770, 0xBF}  # fmt: skip
CODECS = {b"V_VP8", b"V_VP9", b"V_AV1", b"A_OPUS", b"A_VORBIS"}
MOST_ELEMENTS = 200_000


@dataclass(slots=True)
class Reading:
    """What the elements said so far."""

    file: IO[bytes]
    scale: int = 1_000_000
    units: float = 0
    width: int = 0
    height: int = 0
    kinds: set[int] = field(default_factory=set)
    codecs: set[bytes] = field(default_factory=set)
    patches: list[Patch] = field(default_factory=list)
    elements: int = 0

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Id, start, start of its content and end of each element, in order."""
        while start < end:
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise Refusal("not_media")
            name, width = self._number(start, end, marked=True)
            length, more = self._number(start + width, end, marked=False)
            content = start + width + more
            if length == 2 ** (7 * more) - 1:  # not known: written live, and not finished
                raise Refusal("no_length")
            if content + length > end:
                raise Refusal("cut_off")
            yield name, start, content, content + length
            start = content + length

    def _number(self, at: int, end: int, *, marked: bool) -> tuple[int, int]:
        if at >= end:
            raise Refusal("cut_off")
        first = read_at(self.file, at, 1)[0]
        width = 9 - first.bit_length()
        if width > (4 if marked else 8):
            raise Refusal("not_media")
        value = int.from_bytes(read_at(self.file, at, width))
        return (value if marked else value & (2 ** (7 * width) - 1)), width

    def bytes_of(self, content: int, end: int, most: int = 64) -> bytes:
        """A short value. :raises Refusal: it is none."""
        if end - content > most:
            raise Refusal("not_media")
        return read_at(self.file, content, end - content)

    def whole(self, content: int, end: int) -> int:
        return int.from_bytes(self.bytes_of(content, end, 8))


def look(file: IO[bytes], size: int) -> Found:
    """The film or recording. :raises Refusal: see `recognise`."""
    reading, seen = Reading(file), []
    for name, _start, content, end in reading.within(0, size):
        seen.append(name)
        if name == EBML:
            _demand_webm(reading, content, end)
        elif name == SEGMENT:
            _segment(reading, content, end)
        elif name != VOID:
            raise Refusal("not_media" if SEGMENT not in seen else "trailing")
    if seen[:2] != [EBML, SEGMENT]:
        raise Refusal("cut_off")
    return _found(reading, size)


def _demand_webm(reading: Reading, start: int, end: int) -> None:
    types = [reading.bytes_of(content, after) for name, _begun, content, after in reading.within(start, end) if name == DOC_TYPE]  # fmt: skip
    if [each.rstrip(b"\0") for each in types] != [b"webm"]:
        raise Refusal("other_codec")


def _found(reading: Reading, size: int) -> Found:
    if not reading.codecs or reading.codecs - CODECS:
        raise Refusal("other_codec")
    if not reading.units > 0:
        raise Refusal("no_length")
    kind = "video/webm" if 1 in reading.kinds else "audio/webm"
    return Found(kind, reading.units * reading.scale / 1e9, 0, size, reading.width, reading.height, tuple(reading.patches))  # fmt: skip


def _segment(reading: Reading, start: int, end: int) -> None:
    for name, begun, content, after in reading.within(start, end):
        if name not in LEVEL_1:
            raise Refusal("not_media")
        if name in (TAGS, ATTACHMENTS, VOID) and after - begun >= 9:
            head = bytes([VOID, 1]) + (after - begun - 9).to_bytes(7)
            reading.patches.append(Patch(begun, after - begun, head))
        elif name == INFO:
            _info(reading, content, after)
        elif name == TRACKS:
            _tracks(reading, content, after)


def _info(reading: Reading, start: int, end: int) -> None:
    for name, _begun, content, after in reading.within(start, end):
        if name == SCALE:
            reading.scale = reading.whole(content, after)
        elif name == DURATION:
            data = reading.bytes_of(content, after, 8)
            forms = {4: ">f", 8: ">d"}
            if len(data) not in forms:
                raise Refusal("not_media")
            reading.units = struct.unpack(forms[len(data)], data)[0]


def _tracks(reading: Reading, start: int, end: int) -> None:
    for name, _begun, content, after in reading.within(start, end):
        if name in (ENTRY, VIDEO):
            _tracks(reading, content, after)
        elif name == KIND:
            reading.kinds.add(reading.whole(content, after))
        elif name == CODEC:
            reading.codecs.add(reading.bytes_of(content, after).rstrip(b"\0"))
        elif name == WIDTH:
            reading.width = reading.whole(content, after)
        elif name == HEIGHT:
            reading.height = reading.whole(content, after)
