"""Small films and recordings made byte by byte: enough of a container to be one, nothing to be played."""

import struct

import pytest

from kundenkreis.core.tests.test_pictures import encoded

PLACE = b"+47.3776+008.5213/"


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def mp4(*, seconds=10, codec=b"avc1", brand=b"isom", track=b"vide", media=b"\0" * 500, place=PLACE, more=b""):  # fmt: skip
    """An MP4 of so many seconds, with the place a telephone writes into it."""
    mvhd = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    tkhd = box(b"tkhd", bytes(76), struct.pack(">II", 640 << 16, 360 << 16))
    entry = box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(70)))
    mdia = box(b"mdia", box(b"hdlr", bytes(8), track, bytes(13)), box(b"minf", box(b"stbl", entry)))  # fmt: skip
    udta = box(b"udta", box(b"\xa9xyz", place))
    moov = box(b"moov", mvhd, box(b"trak", tkhd, mdia), udta)
    return box(b"ftyp", brand, bytes(4), brand) + moov + box(b"mdat", media) + more


def element(name: int, *content: bytes) -> bytes:
    data = b"".join(content)
    head = name.to_bytes((name.bit_length() + 7) // 8)
    return head + (len(data) | 1 << 56).to_bytes(8) + data


def webm(*, seconds=10, codec=b"V_VP9", doc=b"webm", kind=1, place=PLACE):
    info = element(0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3)), element(0x4489, struct.pack(">d", seconds * 1000)))  # fmt: skip
    size = element(0xE0, element(0xB0, (640).to_bytes(2)), element(0xBA, (360).to_bytes(2)))
    entry = element(0xAE, element(0x83, bytes([kind])), element(0x86, codec), size)
    parts = [info, element(0x1654AE6B, entry), element(0x1F43B675, bytes(300)), element(0x1254C367, place)]  # fmt: skip
    return element(0x1A45DFA3, element(0x4282, doc)) + element(0x18538067, *parts)


def page(number: int, granule: int, content: bytes, flags: int = 0, serial: int = 7):
    segments = bytes([255] * (len(content) // 255) + [len(content) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, serial, number, 0, len(segments))  # fmt: skip
    return head + segments + content


def ogg(*, seconds=10, head=b"OpusHead\1\1\0\0\x80\xbb\0\0\0\0\0"):
    return page(0, 0, head, 2) + page(1, 0, b"OpusTags") + page(2, seconds * 48_000, bytes(600), 4)  # fmt: skip


def mp3(*, frames=100, tag=b""):
    """Frames of 128 kbit/s at 44.1 kHz: 417 bytes, 26 milliseconds each."""
    return tag + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


ID3 = b"ID3\4\0\0\0\0\0\x0b" + PLACE[:11]
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nDas ist der Router.\n\n00:02.500 --> 00:05.000\nDas <b>gr\xc3\xbcne</b> Licht blinkt.\n"

ALL = {
    "picture": encoded(size=(1200, 800)), "video/mp4": mp4(), "audio/mp4": mp4(codec=b"mp4a", brand=b"M4A ", track=b"soun"),
    "video/webm": webm(), "audio/ogg": ogg(), "audio/mpeg": mp3(tag=ID3),
}  # fmt: skip
each_kind = pytest.mark.parametrize("kind", ALL)
