"""Text that people send: cleaned, never refused for its letters, refused for its size."""

import re
import unicodedata

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid

# Control characters and invisible direction overrides: they carry no meaning and can disguise text.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_MARKS = re.compile(
    r"([\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_BLANK_LINES = re.compile(r"\n{3,}")


def tidy(raw: str) -> str:
    """Normal form C, one kind of line end, no control characters, no towers of accents."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = _MARKS.sub(r"\1", _CONTROL.sub("", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def required(raw: str, *, field: str, most: int = 10_000) -> str:
    """Tidied text that says something and is at most `most` characters long.

    :raises Invalid: `empty`, `binary` or `too_long`, with the field named.
    """
    text = tidy(raw)
    if not text:
        sentence = _("Please write a few words.")
        raise Invalid("empty", sentence, {field: sentence})
    if raw.count("\ufffd") + len(_CONTROL.findall(raw)) > max(8, len(raw) // 10):
        sentence = _("This does not look like text. Please write in your own words.")
        raise Invalid("binary", sentence, {field: sentence})
    if len(text) > most:
        sentence = _(
            "This text is too long: {length} characters, at most {most}. Please shorten it."
        ).format(length=len(text), most=most)
        raise Invalid("too_long", sentence, {field: sentence})
    return text


def headline(text: str, most: int = 90) -> str:
    """The first sentence or line, cut at a word."""
    first = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0]
    if len(first) <= most:
        return first
    return first[: most - 1].rsplit(" ", 1)[0] + "…"
