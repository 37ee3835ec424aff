"""MP3 (ISO/IEC 11172-3 and 13818-3, layer III): frame after frame; what stands before and behind them is left out."""

import struct
from typing import IO

from kundenkreis.media.containers.found import Found, Refusal, read_at

# Kilobits a second by index, of version 1 and of versions 2 and 2.5.
RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
# Samples a second by version bits and index.
SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}  # fmt: skip
TAILS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN")
MOST_TAIL = 1_000_000
FEWEST = 4


def look(file: IO[bytes], size: int) -> Found:
    """The recording. :raises Refusal: see `recognise`."""
    start = _behind_tag(file, size)
    at, frames, seconds, promised = start, 0, 0.0, 0
    while at + 4 <= size:
        frame = _frame(read_at(file, at, 4))
        if frame is None:
            break
        length, lasts = frame
        if at + length > size:
            break
        if frames == 0:
            promised = _promised(read_at(file, at, min(length, 64)))
        at, frames, seconds = at + length, frames + 1, seconds + lasts
    if frames < FEWEST:
        raise Refusal("not_media")
    _demand_end(file, at, size)
    if frames < promised * 0.98:
        raise Refusal("cut_off")
    return Found("audio/mpeg", seconds, start, at)


def _behind_tag(file: IO[bytes], size: int) -> int:
    head = read_at(file, 0, min(10, size))
    if not head.startswith(b"ID3"):
        return 0
    if len(head) < 10:
        raise Refusal("cut_off")
    length = 0
    for each in head[6:10]:
        length = length << 7 | each & 0x7F
    return 10 + length


def _frame(head: bytes) -> tuple[int, float] | None:
    """Bytes and seconds of a frame; None where none begins."""
    (bits,) = struct.unpack(">I", head)
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    rate, sample = bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or sample == 3:
        return None
    kilobits = (RATES_1 if version == 3 else RATES_2)[rate]
    samples = 1152 if version == 3 else 576
    per_second = SAMPLES[version][sample]
    return samples // 8 * kilobits * 1000 // per_second + (bits >> 9 & 1), samples / per_second  # fmt: skip


def _promised(frame: bytes) -> int:
    """How many frames the first one says there are; 0 where it does not say."""
    for mark in (b"Xing", b"Info"):
        at = frame.find(mark)
        if at > 0 and len(frame) >= at + 12 and frame[at + 7] & 1:
            count: int = struct.unpack_from(">I", frame, at + 8)[0]
            return count
    return 0


def _demand_end(file: IO[bytes], at: int, size: int) -> None:
    """Behind the last frame stands nothing, a known tag, or a frame that is not whole."""
    if at == size:
        return
    tail = read_at(file, at, min(16, size - at))
    known = tail.startswith(TAILS) and size - at < MOST_TAIL
    partial = len(tail) >= 4 and _frame(tail[:4]) is not None
    if not (known or partial or not tail.strip(b"\0")):
        raise Refusal("trailing")
