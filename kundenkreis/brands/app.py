"""The brand as an app on a home screen: its manifest and icons, drawn from its look.

Web App Manifest (W3C), icons after its "any" and "maskable" purposes (safe zone: the inner 80 %).
"""

from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin
from typing import Any

from PIL import Image, ImageDraw

from kundenkreis.brands.look import DEFAULT, check, shades
from kundenkreis.brands.models import Brand

# Name: edge in pixels, share of it the mark takes, corner (share of the edge), whether coloured.
ICONS = {
    "192": (192, 0.66, 0.22, True),
    "512": (512, 0.66, 0.22, True),
    "maskable-512": (512, 0.56, 0.0, True),
    "apple-180": (180, 0.62, 0.0, True),
    # Android shows it in one colour beside a message.
    "badge-96": (96, 0.94, 0.0, False),
}
FINER = 4


def manifest(brand: Brand, *, language: str, start: str, version: str) -> dict[str, Any]:
    """What a browser needs to put the brand on a home screen."""
    light, _dark = shades(brand.look)
    icons = [
        {
            "src": f"/icons/{name}.png?v={version}",
            "sizes": f"{ICONS[name][0]}x{ICONS[name][0]}",
            "type": "image/png",
            "purpose": "maskable" if name.startswith("maskable") else "any",
        }
        for name in ("192", "512", "maskable-512")
    ]
    return {
        "id": "/",
        "name": brand.name,
        "short_name": brand.name[:12],
        "lang": language,
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "theme_color": light["brand"],
        "background_color": "#faf7f2",
        "icons": icons,
    }


def icon(brand: Brand, name: str) -> bytes:
    """A PNG of `ICONS`.

    :raises KeyError: no icon of this name.
    """
    look = {**DEFAULT, **brand.look} if not check(brand.look) else DEFAULT
    return _drawn(look["brand"], look["accent"], shades(brand.look)[0]["on-brand"], name)


@lru_cache(maxsize=64)
def _drawn(ground: str, accent: str, ink: str, name: str) -> bytes:
    edge, share, corner, coloured = ICONS[name]
    size = edge * FINER
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if coloured:
        draw.rounded_rectangle((0, 0, size, size), radius=size * corner, fill=ground)
    _mark(draw, size, share, ink if coloured else "#ffffff", accent if coloured else "#ffffff")  # fmt: skip
    kept = BytesIO()
    image.resize((edge, edge), Image.Resampling.LANCZOS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _mark(
    draw: ImageDraw.ImageDraw, size: int, share: float, ink: str, accent: str
) -> None:
    """The circle of people, one just joining: as `ui/mark.svg`, whose square is 32 wide."""
    scale = size * share / 29

    def at(x: float, y: float) -> tuple[float, float]:
        # The drawing's own middle lies a little right of the ring's.
        return size / 2 + (x - 16.75) * scale, size / 2 + (y - 15.75) * scale

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        left, top = at(x - radius, y - radius)
        right, bottom = at(x + radius, y + radius)
        draw.ellipse((left, top, right, bottom), fill=colour)

    ring, thick = 11.5, 5
    outer = ring + thick / 2
    draw.arc((*at(16 - outer, 16 - outer), *at(16 + outer, 16 + outer)), 0, 325, ink, round(thick * scale))  # fmt: skip
    for angle in (0, 325):
        disc(
            16 + ring * cos(radians(angle)), 16 + ring * sin(radians(angle)), thick / 2, ink
        )
    disc(27, 7, 4, accent)
