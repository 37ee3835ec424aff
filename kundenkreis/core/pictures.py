"""Photos that people send: decoded within limits, turned upright, written anew without what they carry.

Nothing of the file itself is kept. What comes out is a JPEG of our own making: no EXIF, no place,
no second file hidden behind the first, no script (threat T11 of the design: ASVS 5.2, 14.2.8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kundenkreis.core.refusal import Invalid

# A photo of a telephone of today, in bytes; more is not one photo.
MOST_BYTES = 10_000_000
# Pixels, checked before anything is decoded. A JPEG is read at a smaller scale at once, others are not.
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
# MPO is what Pillow calls a JPEG with a second one behind it, as some cameras write.
FORMATS = ("JPEG", "PNG", "WEBP")
Image.init()
# The longer side of what is kept, in pixels: enough to read the letters under a router.
SIDE = 1600
QUALITY = 82
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG of our own making; `width` and `height` in pixels, upright."""

    content: bytes
    width: int
    height: int


def reencode(data: bytes, *, side: int = SIDE) -> Picture:
    """The photo, upright, at most `side` pixels a side, as a fresh JPEG without metadata.

    :raises Invalid: `picture_too_large` in bytes or pixels, `bad_picture` for what is no JPEG,
        PNG or WebP, or breaks off in the middle.
    """
    return in_sizes(data, sides=(side,))[0]


def in_sizes(data: bytes, *, sides: Sequence[int]) -> list[Picture]:
    """The same photo in several sizes, largest first; never larger than it came, so no size twice.

    `sides`: the longer side in pixels, largest first. :raises Invalid: as `reencode`.
    """
    if len(data) > MOST_BYTES:
        raise _too_large()
    try:
        flat = _upright_and_flat(data, sides[0])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        ArithmeticError,
        IndexError,
        KeyError,
        TypeError,
    ):
        # Pillow's many ways to say that this is none, or a broken one.
        raise _unreadable() from None
    smaller = [side for side in sides[1:] if side < max(flat.size)]
    return [_as_jpeg(flat, side) for side in (sides[0], *smaller)]


def _upright_and_flat(data: bytes, side: int) -> Image.Image:
    with Image.open(BytesIO(data), formats=list(FORMATS)) as image:
        width, height = image.size
        if width * height > MOST_PIXELS[image.format or "PNG"]:
            raise Image.DecompressionBombError
        image.draft("RGB", (side, side))
        image.load()
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((side, side))
    flat = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def _as_jpeg(flat: Image.Image, side: int) -> Picture:
    small = flat.copy()
    small.thumbnail((side, side))
    out = BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), *small.size)


def _too_large() -> Invalid:
    sentence = _("This photo is too large. Please take one with at most 10 megabytes.")
    return Invalid("picture_too_large", sentence, {"photo": sentence})


def _unreadable() -> Invalid:
    sentence = _(
        "This is no photo that we can read. Please send a JPEG, PNG or WebP picture."
    )
    return Invalid("bad_picture", sentence, {"photo": sentence})
