"""A brand's colours: what may be stored, whether they can be read, and their shades for light and dark.

Contrast after WCAG 2.2 (relative luminance, 1.4.3 and 1.4.6). Shades are made in OKLab, where equal
steps look equal (B. Ottosson, 2020), so a mixed colour keeps its hue.
"""

import re
from collections.abc import Mapping

# Tokens a look may name.
TOKENS = ("brand", "accent")
DEFAULT = {"brand": "#0b5d5e", "accent": "#e4572e"}
LEAST = 4.5
GOOD = 7.0
# What text and surfaces stand on (kundenkreis/ui/static/ui/css/tokens.css and dark.css).
LIGHT_PAPER, LIGHT_SURFACE = "#faf7f2", "#ffffff"
DARK_PAPER, DARK_SURFACE = "#171613", "#221f1b"
_HEX = re.compile(r"#[0-9a-f]{6}")


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green, blue between 0 and 1 of `#rrggbb`."""
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance between 0 (black) and 1 (white)."""
    red, green, blue = (_linear(part) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio between 1 and 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _lab(colour: str) -> tuple[float, float, float]:
    r, g, b = (_linear(part) for part in rgb(colour))
    x = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    y = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    z = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * x + 0.7936177850 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.4285922050 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.8086757660 * z,
    )


def _hex(lab: tuple[float, float, float]) -> str:
    lightness, a, b = lab
    x = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    y = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    z = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
        -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
        -0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z,
    )
    return "#" + "".join(f"{round(_curved(part) * 255):02x}" for part in parts)


def mix(one: str, other: str, share: float, hue: float | None = None) -> str:
    """`one` with this share (0 to 1) of the lightness of `other`, and this share of its hue."""
    (light, a, b), (other_light, other_a, other_b) = _lab(one), _lab(other)
    hue = share if hue is None else hue
    return _hex(
        (
            light + (other_light - light) * share,
            a + (other_a - a) * hue,
            b + (other_b - b) * hue,
        )
    )


def readable(colour: str, on: list[str], towards: str, ratio: float = GOOD) -> str:
    """The colour, moved towards black or white until it reads on all these backgrounds."""
    for step in range(51):
        # Most of the hue stays: a brand is known by it.
        shade = mix(colour, towards, step / 50, hue=step / 150)
        if all(contrast(shade, background) >= ratio for background in on):
            return shade
    return towards


def _on(colour: str) -> str:
    """White or near-black letters, whichever reads better on the colour; white where it suffices."""
    dark = mix(colour, "#000000", 0.82)
    if contrast(colour, "#ffffff") >= LEAST:
        return "#ffffff"
    return dark if contrast(colour, dark) >= contrast(colour, "#ffffff") else "#ffffff"


def check(look: Mapping[str, str]) -> list[str]:
    """What is wrong with a look, in sentences; empty when it may be stored."""
    faults = [f"There is no colour named {name}." for name in look if name not in TOKENS]
    for name, colour in look.items():
        if not (isinstance(colour, str) and _HEX.fullmatch(colour)):
            faults.append(f"{name}: write the colour as # and six of 0-9 a-f.")
    if faults:
        return faults
    brand = look.get("brand", DEFAULT["brand"])
    ratio = contrast(brand, "#ffffff")
    if ratio < LEAST:
        faults.append(
            f"brand: white letters on {brand} have a contrast of {ratio:.1f}; at least {LEAST} is needed."
        )
    return faults


def shades(look: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The derived custom properties for light and for dark; text reaches 7:1 in both.

    A look that does not pass `check` is replaced by the default, never shown.
    """
    sound = {**DEFAULT, **look} if not check(look) else DEFAULT
    brand, accent = sound["brand"], sound["accent"]
    soft = mix(brand, LIGHT_SURFACE, 0.9, hue=0.75)
    light = {
        "brand": brand,
        "brand-strong": mix(brand, "#000000", 0.22),
        "on-brand": _on(brand),
        "brand-text": readable(brand, [LIGHT_PAPER, LIGHT_SURFACE, soft], "#000000"),
        "brand-soft": soft,
        "brand-line": mix(brand, LIGHT_SURFACE, 0.6, hue=0.3),
        "accent": accent,
        "series-1": brand,
    }
    dark_soft = mix(brand, DARK_SURFACE, 0.8, hue=0.4)
    bright = readable(brand, [DARK_PAPER, DARK_SURFACE, dark_soft], "#ffffff")
    dark = {
        "brand": bright,
        "brand-strong": mix(bright, "#ffffff", 0.35),
        "on-brand": readable(mix(brand, "#000000", 0.6), [bright], "#000000"),
        "brand-text": mix(bright, "#ffffff", 0.12),
        "brand-soft": dark_soft,
        "brand-line": mix(brand, bright, 0.3),
        "accent": readable(accent, [DARK_PAPER, DARK_SURFACE], "#ffffff", LEAST),
        "series-1": bright,
    }
    return light, dark


def css(look: Mapping[str, str]) -> str:
    """The style sheet of a brand: custom properties for light and dark, and nothing else."""

    def properties(values: dict[str, str]) -> str:
        return "".join(f"--{name}:{colour};" for name, colour in values.items())

    light, dark = (properties(values) for values in shades(look))
    # On screens only: paper stays white, whatever the reader prefers.
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
