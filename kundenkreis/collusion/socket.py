"""The Favours socket: every room in which people thank, vote for or rate each other says who did, when, on what."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Favour:
    """Somebody did something that benefits somebody else."""

    giver: UUID
    receiver: UUID
    at: datetime
    # The plug's kind, such as `kudos`.
    kind: str
    # What it lies on, as moderation names texts (`answer:<uuid>`), or the room's own word.
    subject: str
    # On an answer to what the giver had asked herself: she hardly could have thanked anybody else.
    own: bool = False


class Favours(ABC):
    """One kind of favour."""

    kind: ClassVar[str]

    @abstractmethod
    def given(self, *, since: datetime, most: int) -> list[Favour]:
        """Those since then at this brand, the newest first, at most so many, in one query."""

    @abstractmethod
    def words(self, count: int) -> str:
        """So many of them, such as "8 thanks for answers"."""


PLUGS: dict[str, Favours] = {}


def plug(*kinds: Favours) -> None:
    """Wiring names them all."""
    PLUGS.clear()
    PLUGS.update({each.kind: each for each in kinds})
