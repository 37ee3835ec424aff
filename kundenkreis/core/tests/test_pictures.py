"""Photos are written anew: nothing they carry survives, and nothing too large is even decoded."""

import struct
import tracemalloc
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from kundenkreis.core import pictures
from kundenkreis.core.refusal import Invalid

PLACE = "47.3776 N secret"


def encoded(form="JPEG", size=(40, 20), **more):
    out = BytesIO()
    mode = more.pop("mode", "RGB")
    Image.new(mode, size, "red" if mode == "RGB" else (255, 0, 0, 0)).save(
        out, form, **more
    )
    return out.getvalue()


def with_exif(**tags):
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = tags.get("orientation", 1)
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 39.0)
    return encoded(exif=exif, size=(40, 20))


def refused(data):
    with pytest.raises(Invalid) as no:
        pictures.reencode(data)
    assert no.value.sentence == no.value.fields["photo"]
    return no.value.reason


def png(width, height):
    """A PNG whose head promises this size; its pixels are a few bytes of squeezed nothing."""

    def chunk(kind, content):
        tail = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + tail

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 10_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")  # fmt: skip


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_out_as_a_jpeg_without_what_it_carried(form):
    picture = pictures.reencode(encoded(form))
    with Image.open(BytesIO(picture.content)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (40, 20), {})
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)


def test_place_and_words_are_removed_and_the_photo_stands_upright():
    given = with_exif(orientation=6)
    assert PLACE.encode() in given
    picture = pictures.reencode(given)
    assert PLACE.encode() not in picture.content
    assert (picture.width, picture.height) == (20, 40)
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PLACE)
    assert PLACE.encode() not in pictures.reencode(encoded("PNG", pnginfo=info)).content


@pytest.mark.flow
def test_a_large_photo_is_made_smaller_and_a_transparent_one_stands_on_white():
    picture = pictures.reencode(encoded(size=(4000, 3000)))
    assert (picture.width, picture.height) == (1600, 1200)
    clear = pictures.reencode(encoded("PNG", mode="RGBA"))
    with Image.open(BytesIO(clear.content)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"GIF89a<script>",
        b"PK\x03\x04",
        b"\xff\xd8\xff\xe0 only the beginning",
        encoded()[:300],
        encoded("GIF"),
        encoded("TIFF"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(data):
    assert refused(data) == "bad_picture"


def test_a_second_file_behind_the_first_is_left_behind():
    hidden = b"<script>alert('hidden')</script>PK\x03\x04"
    picture = pictures.reencode(encoded() + hidden)
    assert b"script" not in picture.content
    assert b"PK\x03\x04" not in picture.content


@pytest.mark.parametrize("size", [(50_000, 50_000), (13_000, 12_000), (200_000, 1_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    tracemalloc.start()
    assert refused(png(*size)) == "picture_too_large"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.slow
def test_a_bomb_of_words_inside_a_png_is_refused_or_dropped():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a" * 80_000_000, zip=True)
    data = encoded("PNG", pnginfo=info)
    assert len(data) < 200_000
    assert refused(data) == "bad_picture"


def test_too_many_bytes_are_refused_unread():
    assert refused(b"\xff\xd8" + b"\0" * pictures.MOST_BYTES) == "picture_too_large"
