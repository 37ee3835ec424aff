"""What was found in a file, and why one is not taken."""

from dataclasses import dataclass
from typing import IO


class Refusal(Exception):
    """`reason`: not_media, cut_off, no_length or other_codec."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Patch:
    """So many bytes from `offset` on become `head` and then zeros: the place where a film was made goes."""

    offset: int
    length: int
    head: bytes

    def on(self, piece: bytes, start: int) -> bytes:
        """The piece that begins at `start` of the file, with its share of this patch."""
        first, last = max(start, self.offset), min(start + len(piece), self.offset + self.length)  # fmt: skip
        if first >= last:
            return piece
        new = (self.head + bytes(self.length - len(self.head)))[first - self.offset : last - self.offset]  # fmt: skip
        return piece[: first - start] + new + piece[last - start :]


@dataclass(frozen=True, slots=True)
class Found:
    """A film or a recording. `seconds`: its length; `start` to `end`: the bytes that are kept."""

    media_type: str
    seconds: float
    start: int
    end: int
    width: int = 0
    height: int = 0
    patches: tuple[Patch, ...] = ()

    @property
    def kind(self) -> str:
        return self.media_type.partition("/")[0]


def read_at(file: IO[bytes], offset: int, length: int) -> bytes:
    """Exactly so many bytes. :raises Refusal: `cut_off`."""
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise Refusal("cut_off")
    return data
