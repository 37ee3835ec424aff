"""What a film or recording is, its bytes say: what is none, cut off, or hides something is refused in words."""

from contextlib import suppress
from io import BytesIO

import pytest

from kundenkreis.core.refusal import Invalid
from kundenkreis.core.tests.test_pictures import encoded, png
from kundenkreis.media import rules, webvtt
from kundenkreis.media.containers import recognise
from kundenkreis.media.incoming import look_at
from kundenkreis.media.tests.files import (
    ALL,
    ID3,
    PLACE,
    VTT,
    element,
    mp3,
    mp4,
    ogg,
    page,
    webm,
)

PLAYED = {kind: data for kind, data in ALL.items() if kind != "picture"}


@pytest.mark.parametrize("kind", PLAYED)
def test_a_container_says_what_it_is_and_how_long(kind):
    found = recognise(BytesIO(PLAYED[kind]), len(PLAYED[kind]))
    assert found.media_type == kind
    assert found.seconds == pytest.approx(2.61 if kind == "audio/mpeg" else 10, rel=0.01)
    assert (found.width, found.height) == ((640, 360) if "video" in kind else (0, 0)) or kind == "audio/webm"  # fmt: skip


def kept(data):
    return b"".join(look_at(BytesIO(data)).parts[0])


@pytest.mark.parametrize("data", [mp4(), webm(), mp3(tag=ID3)], ids=["mp4", "webm", "mp3"])
def test_the_place_that_a_telephone_wrote_goes_and_nothing_moves(data):
    assert PLACE[:11] in data
    stored = kept(data)
    assert PLACE[:11] not in stored
    again = recognise(BytesIO(stored), len(stored))
    assert again.seconds == recognise(BytesIO(data), len(data)).seconds
    if data[:3] != b"ID3":
        assert len(stored) == len(data)
        assert stored.count(bytes(300)) >= 1


BAD = {
    "not_media": [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"PK\x03\x04" + bytes(500),
        b"<!doctype html><video>", b"GIF89a" + bytes(99), b"%PDF-1.7", bytes(1000), b"\xff\xfb\x90\x00 only one frame",
        mp4(track=b"hint"), b"#!/bin/sh\n",
    ],
    "cut_off": [b"\0\0\0\x18ftypisom" + bytes(12) + b"<html>" + bytes(99), mp4(more=b"PK\x03\x04" + bytes(60)), mp4()[:-100], mp4()[:60], webm()[:-1], ogg()[:-5], ogg()[:80], mp4().replace(b"mdat", b"free"), page(0, 0, b"OpusHead\1\1\0\0" + bytes(8), 2)],
    "trailing": [mp4() + b"\0\0\0\x10evil" + bytes(8), ogg() + b"<script>" + bytes(40), mp3() + b"<script>alert(1)</script>", webm() + element(0xAE, b"x")],
    "other_codec": [mp4(codec=b"hvc1"), mp4(brand=b"qt  "), webm(doc=b"matroska"), webm(codec=b"V_MPEG4/ISO/AVC"), ogg(head=b"\x80theora" + bytes(30))],
    "no_length": [mp4(seconds=0), webm(seconds=0), ogg(seconds=0)],
    "too_long": [mp4(seconds=3601)],
    "bad_picture": [encoded()[:300], b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBP"],
    "picture_too_large": [png(50_000, 50_000)],
}  # fmt: skip


@pytest.mark.parametrize("reason", BAD)
def test_what_cannot_be_shown_is_refused_with_its_reason(reason):
    for number, data in enumerate(BAD[reason]):
        with pytest.raises(Invalid) as no:
            look_at(BytesIO(data))
        assert (number, no.value.reason) == (number, reason)
        assert no.value.fields["file"] == no.value.sentence


@pytest.mark.parametrize("kind", PLAYED)
def test_no_film_of_chopped_or_twisted_bytes_raises_anything_but_a_refusal(kind):
    data = PLAYED[kind]
    for cut in range(0, len(data), max(1, len(data) // 60)):
        for broken in (data[:cut], data[:cut] + b"\xff" + data[cut + 1 :], data[:cut] + bytes(9) + data[cut + 9 :]):  # fmt: skip
            with suppress(Invalid):
                look_at(BytesIO(broken))


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("", None), ("items=0-5", None), ("bytes=0-", (0, 1000)), ("bytes=0-0", (0, 1)), ("bytes=2400-", (2400, 2500)),
        ("bytes=-100", (2400, 2500)), ("bytes=-9999", (0, 1000)), ("bytes=100-99999", (100, 1100)), ("bytes=5-4", "no"),
        ("bytes=2500-", "no"), ("bytes=0-1,4-5", "no"), ("bytes=" + "0-1," * 5000 + "0-1", "no"), ("bytes=-", "no"),
        ("bytes=-0", "no"), ("bytes=abc-", "no"), ("bytes=" + "9" * 40 + "-", "no"), ("bytes=٣-", "no"),
    ],
)  # fmt: skip
def test_of_a_range_at_most_one_piece_is_answered_and_no_abuse(header, span):
    try:
        assert rules.span(header, 2500, 1000) == span
    except rules.NotSatisfiable:
        assert span == "no"


def test_captions_are_taken_strictly_and_written_anew():
    cues = webvtt.parse(VTT, seconds=10)
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [(0, 2, "Das ist der Router."), (2.5, 5, "Das grüne Licht blinkt.")]  # fmt: skip
    content = webvtt.written(cues)
    assert webvtt.parse(content.encode(), seconds=10) == cues
    assert webvtt.transcript(content) == ["Das ist der Router. Das grüne Licht blinkt."]
    odd = b"\xef\xbb\xbfWEBVTT - Titel\r\nKind: captions\r\n\r\nNOTE nur f\xc3\xbcr uns\r\n\r\n7\r\n01:00:00.000 --> 01:00:01.000 align:start\r\n<v Reto>A &amp; B &lt;3\r\n"
    (cue,) = webvtt.parse(odd, seconds=3700)
    assert (cue.start, cue.text) == (3600, "A & B <3")
    assert "&lt;3" in webvtt.written([cue])


@pytest.mark.parametrize(
    "data",
    [
        b"", b"1\n00:00:01,000 --> 00:00:02,000\nSRT", b"WEBVTT", b"WEBVTTX\n\n00:01.000 --> 00:02.000\nx", b"\xff\xfe",
        b"WEBVTT\n\nSTYLE\n::cue { background: url(https://x.example) }\n\n00:01.000 --> 00:02.000\nx",
        b"WEBVTT\n\n00:02.000 --> 00:01.000\nx", b"WEBVTT\n\n00:01.000 --> 00:99.000\nx", b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=alert(1)>", b"WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny",
        b"WEBVTT\n\n00:01.000 --> 00:20.000\nlonger than the film", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 501, b"WEBVTT\n\n" + b"x" * 500_000,
    ],
)  # fmt: skip
def test_other_captions_are_refused_and_the_line_is_named(data):
    with pytest.raises(Invalid) as no:
        webvtt.parse(data, seconds=10)
    assert no.value.reason == "bad_captions"
    assert no.value.sentence == no.value.fields["captions"]
