"""Letters as paper draws them: right-to-left words turned, Arabic letters joined, what the font lacks replaced.

Joined forms come from Unicode's own table of presentation forms (block FE70 to FEFC), the order from
the bidirectional algorithm (UAX 9) as fpdf2 has it. A PDF knows neither: it draws one letter after another.
"""

import unicodedata
from collections.abc import Container
from functools import cache

RIGHT_TO_LEFT = ("R", "AL")
UNKNOWN = "\u25a1"  # a small square: here stands a letter that this font lacks


def drawn(words: str, known: Container[int]) -> str:
    """The words in the order and form in which they are drawn; `known`: code points of the font."""
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in words):
        from fpdf.bidi import BidiParagraph  # heavy, and few names need it

        words = str(BidiParagraph(_joined(words)).get_reordered_string())
    seen = (letter for letter in words if unicodedata.category(letter) != "Cf")
    return "".join(_known(letter, known) for letter in seen).strip()


def apart(name: str) -> str:
    """A name that keeps its direction to itself, inside a sentence of another one (UAX 9, isolates)."""
    return f"\u2068{name}\u2069"


def _known(letter: str, known: Container[int]) -> str:
    """The letter; without its marks, where the font has only that; pictures and joiners vanish."""
    if ord(letter) in known or letter.isspace():
        return letter
    plain = "".join(each for each in unicodedata.normalize("NFKD", letter) if ord(each) in known)  # fmt: skip
    if plain:
        return plain
    return UNKNOWN if letter.isalnum() else ""


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Of each Arabic letter its forms by place: isolated, initial, medial, final."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFE70, 0xFEFD):
        place, _space, base = unicodedata.decomposition(chr(code)).partition(" ")
        if base and " " not in base:
            forms.setdefault(chr(int(base, 16)), {})[place.strip("<>")] = chr(code)
    return forms


def _joined(words: str) -> str:
    """Each Arabic letter in the form that its neighbours ask for."""
    forms = _forms()
    out = []
    for place, letter in enumerate(words):
        before = forms.get(words[place - 1], {}) if place else {}
        after = forms.get(words[place + 1], {}) if place + 1 < len(words) else {}
        mine = forms.get(letter, {})
        to_left = "initial" in mine and "final" in after
        to_right = "final" in mine and "initial" in before
        name = {(True, True): "medial", (True, False): "initial", (False, True): "final"}
        out.append(mine.get(name.get((to_left, to_right), "isolated"), letter))
    return "".join(out)
