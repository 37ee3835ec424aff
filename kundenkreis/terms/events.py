"""What this room announces."""

from dataclasses import dataclass
from typing import Any

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TermsSet(Event):
    """A manager changed something about one noun; `changes`: by field, what it was and what it is."""

    name = "terms_set"
    noun: str
    about: str
    changes: dict[str, list[Any]]
    reason: str
