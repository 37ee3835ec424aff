"""The PersonalData socket: every room that keeps something about people answers for it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kundenkreis.people.models import Person


class PersonalData(ABC):
    """One room's plug: what it keeps about a person, and how it forgets."""

    # The tables with a person in them that this plug answers for, such as "people.Role".
    tables: tuple[str, ...]

    @abstractmethod
    def export(self, person: Person) -> dict[str, Any]:
        """Everything stored about the person at this brand, as plain JSON values."""

    @abstractmethod
    def forget(self, person: Person, *, at: datetime) -> None:
        """Remove or make nameless what no law keeps."""

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """How long something must stay, and why; None when nothing must."""
        return None

    def worth(self, person: Person) -> str:
        """What she would lose by going, in a sentence that says what to do first; empty: nothing."""
        return ""


PLUGS: list[PersonalData] = []

# Who speaks for an account that is no human being, such as a firm: `(by, whose)`.
SPEAKERS: list[Callable[[Person, Person], bool]] = []


def speaks_for(by: Person, person: Person) -> bool:
    """Whether what `by` says about this account counts: her own, or one she speaks for."""
    return by.pk == person.pk or any(speaks(by, person) for speaks in SPEAKERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """Another button on the sign-in page: POST of `fields` to `path`."""

    label: str
    hint: str
    path: str
    fields: dict[str, str]
    portrait: str = ""


# The demo offers its people here; single sign-on will offer its providers.
WAYS_IN: list[Callable[[], Sequence[WayIn]]] = []
