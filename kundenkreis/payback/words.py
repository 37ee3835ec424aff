"""Months and ways in words."""

from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from django.conf import settings
from django.utils import translation

from kundenkreis.ui.filters import whole


def month_name(month: date) -> str:
    """`October 2026`, in the language of the reader."""
    return format_date(month, "LLLL y", locale=translation.get_language() or "de")


def number(value: int) -> dict[str, str]:
    """`5’000`, in each language as it writes numbers."""
    return in_all(lambda: whole(value))


def in_all(say: Callable[[], str]) -> dict[str, str]:
    """The same words in all languages."""
    spoken = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            spoken[language] = say()
    return spoken
