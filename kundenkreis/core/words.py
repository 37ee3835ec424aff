"""Words that brands write in several languages: `{"de": "…", "en": "…"}`."""

from collections.abc import Mapping

from django.utils.translation import get_language

Words = Mapping[str, str]


def pick(words: Words, language: str | None = None) -> str:
    """In this language (default: the reader's), else German, English, or whatever there is."""
    wanted = (language or get_language() or "de")[:2]
    for code in (wanted, "de", "en"):
        if words.get(code):
            return words[code]
    return next(iter(words.values()), "")
