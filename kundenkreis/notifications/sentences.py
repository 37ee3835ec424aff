"""From a notice's kind and values to sentences in the language that is active.

Values are stored plain, never as text: moments, money and brands' words keep their type, so
each reader gets them as their language writes them. A sentence may say how to write a moment:
`{starts}` (14. März 2026, 10:00), `{starts:day}`, `{starts:clock}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.words import pick
from kundenkreis.notifications import registry
from kundenkreis.ui import filters

Plain = dict[str, Any]
# Values any notice may have: for whom this is a copy, and which trusted person acted for her.
COPY_FOR, DONE_BY = "copy_for", "done_by"


@dataclass(frozen=True, slots=True)
class Written:
    """A notice in words."""

    subject: str
    body: str
    action: str
    # For SMS and push.
    short: str


@dataclass(frozen=True, slots=True)
class _Moment:
    at: datetime

    def __format__(self, spec: str) -> str:
        write = {
            "": filters.moment,
            "day": filters.day,
            "date": filters.date,
            "clock": filters.clock,
        }[spec]
        return write(self.at)


def plain(values: Mapping[str, Any]) -> Plain:
    """Values as JSON: datetimes, Money and `{"de": …}` words are marked, the rest is str or int.

    :raises TypeError: a value of another type, such as a row.
    """
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case Money():
            return {"money": [value.amount, value.currency]}
        case dict():
            return {"words": value}
        case str() | int():
            return value
    raise TypeError(f"a notice cannot keep {type(value).__name__}")


def _shown(value: Any) -> Any:
    match value:
        case {"moment": iso}:
            return _Moment(datetime.fromisoformat(iso))
        case {"money": [amount, currency]}:
            return filters.money(Money(amount, currency))
        case {"words": words}:
            return pick(words)
    return value


def write(kind: str, values: Plain) -> Written:
    """The notice in the active language and time zone.

    :raises KeyError: unknown kind, or a placeholder without a value.
    """
    text = registry.NOTICES[kind]
    shown = {name: _shown(value) for name, value in values.items()}
    subject, body = str(text.subject).format_map(shown), str(text.body).format_map(shown)
    short = str(text.short).format_map(shown) or subject
    if COPY_FOR in shown:
        for_her = _("For {name}: {subject}")
        subject = for_her.format(name=shown[COPY_FOR], subject=subject)
        short = for_her.format(name=shown[COPY_FOR], subject=short)
        copied = _("You get this because you are the trusted person of {name}.")
        body = f"{body}\n\n{copied.format(name=shown[COPY_FOR])}"
    if DONE_BY in shown:
        done = _("This was done by {name} (trusted person).").format(name=shown[DONE_BY])
        body = f"{body}\n\n{done}"
    return Written(
        # One line: a line break in a name must not become a mail header.
        subject=" ".join(subject.split()),
        short=" ".join(short.split()),
        body=body.strip(),
        action=str(text.action).format_map(shown),
    )
