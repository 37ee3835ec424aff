"""The Moderated socket: every room whose texts may be reported answers for its kinds of text."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kundenkreis.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A text as moderators and reporters see it. `text` is Markdown, `path` where it stands."""

    kind: str
    id: str
    title: str
    text: str
    # What it is in a line, such as "Answer by Vreni".
    caption: str
    # Who wrote it and is told what was decided; None: nobody who could be told.
    author: Person | None
    author_name: str
    path: str
    at: datetime
    hidden_at: datetime | None = None
    # Its author took it back herself: no moderator shows it again.
    taken_back: bool = False
    # The team read and approved it: reports alone never hide it.
    vouched: bool = False

    @property
    def target(self) -> str:
        """Its name in flags and decisions."""
        return f"{self.kind}:{self.id}"

    @property
    def decision_path(self) -> str:
        return f"/moderation/{self.kind}/{self.id}/decision/"


class Moderated(ABC):
    """One kind of text: how to find it, take it out of sight, show it again, and mend it."""

    # The word before the colon in `target`, such as `question`.
    kind: ClassVar[str]
    # Whether `mend` can: where words stay as they were written, it refuses, and nothing is erased.
    mendable: ClassVar[bool] = True

    @abstractmethod
    def find(self, ids: Sequence[str], *, reader: Person | None) -> list[Thing]:
        """Those of them that are there, in any order, in few queries. `reader` None: for moderators, all.

        With a reader only what she may read. Ids that make no sense are left out.
        """

    @abstractmethod
    def hide(self, pk: str, *, rule: str, by: Person | None, at: datetime) -> None:
        """Out of sight for all but its author and moderators. `by` None: the rules' own doing."""

    @abstractmethod
    def restore(self, pk: str, *, by: Person | None, at: datetime) -> None:
        """Shown again."""

    @abstractmethod
    def mend(self, pk: str, *, text: str, by: Person | None, at: datetime) -> None:
        """It says `text` from now on, and nothing keeps what it said before: that named somebody."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Something else waits for moderators: in a sentence, and where."""

    sentence: str
    path: str


# Rooms above that ask moderators something, for their page.
ALSO: list[Callable[[], Waits | None]] = []
PLUGS: dict[str, Moderated] = {}


def plug(*kinds: Moderated) -> None:
    """Wiring names them all."""
    PLUGS.clear()
    PLUGS.update({each.kind: each for each in kinds})
