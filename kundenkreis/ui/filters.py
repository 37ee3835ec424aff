"""What templates may do to values: money, dates, waits, distances as the reader's locale writes them.

Times are shown in the active zone; `ui.render` makes that the brand's.
"""

import re
import zlib
from collections.abc import Callable
from datetime import date as Date  # noqa: N812 - `date` is a filter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from kundenkreis.core.markdown import Show, to_html
from kundenkreis.core.money import Money
from kundenkreis.core.words import pick

NO_BREAK = "\u00a0"
TINTS = 6


def locale() -> str:
    """The reader's language as our markets write it: Swiss for de, fr, it."""
    language = (get_language() or "de")[:2]
    return {"de": "de_CH", "fr": "fr_CH", "it": "it_CH"}.get(language, "en_GB")


def _number_locale() -> str:
    """Swiss texts write 2,3 km; the Swiss locales only know the point of their money."""
    return locale().split("_", maxsplit=1)[0]


def _amount(value: Money, digits: str, *, named: bool = True) -> str:
    number = f"#,##0{digits}"
    if not named:
        pattern = f"{number};\u2212{number}"
        place = "de_CH" if value.currency == "CHF" else _number_locale()
    elif value.currency == "CHF":
        pattern, place = (
            f"¤{NO_BREAK}{number};¤{NO_BREAK}\u2212{number}",
            "de_CH",
        )
    elif locale() == "en_GB":
        pattern, place = f"¤{number}", "en_GB"
    else:
        pattern, place = f"{number}{NO_BREAK}¤", _number_locale()
    # The pattern decides about decimals, not the currency.
    return format_currency(
        value.major, value.currency, format=pattern, locale=place, currency_digits=False
    )


def money(value: Money) -> str:
    """A price: `CHF 49`, `CHF 49.50`."""
    whole = value.major == value.major.to_integral_value()
    return _amount(value, "" if whole else ".00")


def exact_money(value: Money) -> str:
    """An amount in a statement: `CHF 49.00`."""
    return _amount(value, ".00")


def plain_money(value: Money) -> str:
    """The same without its currency, below the head of a column: `1’234.50`."""
    return _amount(value, ".00", named=False)


def decimal(value: float | Decimal, digits: int = 1) -> str:
    """`4,8`: at most so many decimals."""
    return format_decimal(
        Decimal(value), format="#,##0." + "#" * digits, locale=_number_locale()
    )


def whole(value: int) -> str:
    """`13’400`: a number without decimals, grouped as Swiss money is, so that no point is read as one."""
    return format_decimal(value, format="#,##0", locale=locale())


def percent(value: float | Decimal | None) -> str:
    """`62 %` of a share between 0 and 1; a dash where nothing was measured."""
    return "–" if value is None else f"{round(value * 100)}{NO_BREAK}%"


def distance(metres: float) -> str:
    """`400 m`, `2,3 km`, `14 km`; below a kilometre to 50 m, so that no house is given away."""
    if metres < 975:
        return f"{max(50, round(metres / 50) * 50)}{NO_BREAK}m"
    km = metres / 1000
    return f"{decimal(km, 1 if km < 10 else 0)}{NO_BREAK}km"


def duration(value: timedelta) -> str:
    """`45 Minuten`, `1 Stunde 30 Minuten`, `2 Tage`."""
    minutes = max(0, round(value.total_seconds() / 60))
    if minutes >= 48 * 60:
        days = round(minutes / 1440)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    hours, minutes = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(
            ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
        )
    if minutes or not hours:
        parts.append(
            ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        )
    return " ".join(parts)


def _day_pattern(german: str, other: str) -> str:
    return german if locale() == "de_CH" else other


def day(value: datetime) -> str:
    """`Dienstag, 14. März`."""
    pattern = _day_pattern("EEEE, d. MMMM", "EEEE, d MMMM")
    return format_date(timezone.localtime(value), pattern, locale=locale())


def date(value: datetime | Date) -> str:
    """`14. März 2026`."""
    there = timezone.localtime(value) if isinstance(value, datetime) else value
    pattern = _day_pattern("d. MMMM y", "d MMMM y")
    return format_date(there, pattern, locale=locale())


def month(value: Date) -> str:
    """`Mär. 26`: for the foot of a chart."""
    return format_date(value, "MMM yy", locale=locale())


def whole_month(value: datetime) -> str:
    """`März 2026`."""
    return format_date(timezone.localtime(value), "MMMM y", locale=locale())


def clock(value: datetime) -> str:
    """`10:00`."""
    return format_time(timezone.localtime(value), "HH:mm", locale=locale())


def moment(value: datetime) -> str:
    """`14. März 2026, 10:00`."""
    pattern = _day_pattern("d. MMMM y, HH:mm", "d MMMM y, HH:mm")
    return format_datetime(timezone.localtime(value), pattern, locale=locale())


def relative_day(value: datetime, at: datetime) -> str:
    """`heute`, `morgen`, `gestern`, `Donnerstag` within a week ahead, else `14. März`."""
    there = timezone.localtime(value)
    days = (there.date() - timezone.localtime(at).date()).days
    named = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in named:
        return named[days]
    pattern = "EEEE" if 1 < days < 7 else _day_pattern("d. MMMM", "d MMMM")
    if there.year != timezone.localtime(at).year and abs(days) > 180:
        pattern += " y"
    return format_date(there, pattern, locale=locale())


def when(value: datetime, at: datetime) -> str:
    """`jetzt`, `in 12 Minuten`, `heute 16:00`, `morgen 08:00`, `14. März, 08:00`; past: `vor 3 Minuten`."""
    minutes = round((value - at).total_seconds() / 60)
    if minutes == 0:
        return _("now")
    if 0 < minutes < 60:
        return ngettext("in %(count)s minute", "in %(count)s minutes", minutes) % {
            "count": minutes
        }
    if -60 < minutes < 0:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", -minutes) % {
            "count": -minutes
        }
    named = relative_day(value, at)
    comma = "," if any(sign.isdigit() for sign in named) else ""
    return f"{named}{comma} {clock(value)}"


def span(start: datetime, end: datetime) -> str:
    """`Dienstag, 14. März, 10:00–11:00`."""
    return f"{day(start)}, {clock(start)}–{clock(end)}"


def language_name(code: str) -> str:
    """`Deutsch` for `de`, in the reader's language; an unknown code as it is."""
    names = {"de": _("German"), "en": _("English"), "fr": _("French"), "it": _("Italian")}
    return names.get(code, code)


def words(value: dict[str, str]) -> str:
    """A brand's words in the reader's language."""
    return pick(value)


def markdown(value: str, show: Show | None = None) -> Markup:
    """Safe HTML of a person's Markdown; `show` draws the pictures and films it names."""
    return Markup(to_html(value, show))  # noqa: S704 - nh3 cleaned it


def dial(phone: str) -> str:
    """What stands behind `tel:`: `+41 44 123 45 67` becomes `+41441234567`."""
    return re.sub(r"[^\d+]", "", phone)


def initials(name: str) -> str:
    """`VM` of Vreni Muster, `J` of Jonas."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"


def tint(name: str) -> int:
    """One of six background tints, always the same for a name."""
    return zlib.crc32(name.encode()) % TINTS + 1


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        money, exact_money, plain_money, decimal, whole, percent, distance, duration, day, date, month, whole_month, clock, moment,
        relative_day, when, span, language_name, words, markdown, dial, initials, tint, capfirst,
    )
}  # fmt: skip
