"""What templates may do to values: money, dates, distances as the locale writes them."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from kundenkreis.core.markdown import to_html
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick


def locale() -> str:
    """The reader's language as our markets write it: Swiss for de, fr, it."""
    language = (get_language() or "de")[:2]
    return {"de": "de_CH", "fr": "fr_CH", "it": "it_CH"}.get(language, "en_GB")


def once() -> Markup:
    """A hidden field that makes the form count once, however often it is sent."""
    return Markup('<input type="hidden" name="once" value="{}">').format(secrets.token_urlsafe(16))


def icon(name: str, label: str = "") -> Markup:
    """A drawing from our sprite; without a label it is decoration and hidden from screen readers."""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>').format(
        role, static("ui/icons.svg"), name
    )


def money(value: Money) -> str:
    """`CHF 49.00`, as the reader's locale writes it."""
    return value.text(locale())


def day(value: datetime) -> str:
    """`Dienstag, 14. März`."""
    return format_date(timezone.localtime(value), "EEEE, d. MMMM" if locale() == "de_CH" else "EEEE, d MMMM", locale=locale())


def clock(value: datetime) -> str:
    """`10:00`."""
    return format_time(timezone.localtime(value), "HH:mm", locale=locale())


def moment(value: datetime) -> str:
    """`14. März 2026, 10:00`."""
    return format_datetime(timezone.localtime(value), "d. MMMM y, HH:mm" if locale() == "de_CH" else "d MMMM y, HH:mm", locale=locale())


def words(value: dict[str, str]) -> str:
    """A brand's words in the reader's language."""
    return pick(value)


def markdown(value: str) -> Markup:
    """Safe HTML of a person's Markdown."""
    return Markup(to_html(value))  # noqa: S704 - nh3 cleaned it


FILTERS: dict[str, Callable[..., Any]] = {
    "money": money, "day": day, "clock": clock, "moment": moment, "words": words, "markdown": markdown,
}  # fmt: skip
