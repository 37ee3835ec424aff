"""Which container it is: its first bytes say."""

from collections.abc import Callable
from typing import IO

from kundenkreis.media.containers import matroska, mpeg_audio, mpeg_four, ogg
from kundenkreis.media.containers.found import Found, Refusal

Look = Callable[[IO[bytes], int], Found]


def recognise(file: IO[bytes], size: int) -> Found:
    """The film or recording in a file of `size` bytes that can be read anywhere.

    :raises Refusal: `not_media`: none that we know; `cut_off`: it ends too early; `no_length`;
        `other_codec`: browsers do not all play it.
    """
    file.seek(0)
    return _reader(file.read(12))(file, size)


def _reader(head: bytes) -> Look:
    if head[4:8] == b"ftyp":
        return mpeg_four.look
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return matroska.look
    if head.startswith(b"OggS"):
        return ogg.look
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):  # fmt: skip
        return mpeg_audio.look
    raise Refusal("not_media")
