"""The Stage socket: what each of the five forms of help must be able to do for a case."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.money import Money
from kundenkreis.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a stage offers for a case. Shown side by side with the others."""

    stage: str
    title: str
    # None: free of charge.
    price: Money | None = None
    # "from" this price; the exact one follows with the choice.
    price_from: bool = False
    # Minutes until help begins, counted from now, honest at night too; 0 = at once; None = nobody can say.
    ready_in_minutes: int | None
    # What is said instead where the minutes are None.
    wait: str = ""
    # Cases like this one that this stage solved, of those it tried.
    solved: int = 0
    tried: int = 0
    # Why this is proposed: at most three short sentences.
    reasons: Sequence[str] = ()
    # The page where one goes on. Empty: the button begins the attempt at once (POST attempts).
    href: str = ""
    # What the button says.
    action: str

    @property
    def rate(self) -> float | None:
        """Share solved, or None when nothing was tried."""
        return self.solved / self.tried if self.tried else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What a stage shows on the case page about one of its attempts: a template and its values."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Stage(ABC):
    """One form of help."""

    name: str

    @abstractmethod
    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        """What this stage can do for the case; nothing when it cannot help. Reads only."""

    @abstractmethod
    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        """Start this stage's try.

        :raises Refused: when it cannot be begun this way or now.
        """

    @abstractmethod
    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        """What this person may see of the attempt."""


STAGES: dict[str, Stage] = {}

# What rooms above the stages show on the page of a case, to this person: a template and its values.
Beside = Callable[[Case, Person, datetime], Panel | None]
BESIDE: list[Beside] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Several cases as one line in a person's list: a title, where it leads, what comes next, how it stands."""

    title: str
    href: str
    text: str
    badge: str = ""


# What rooms above show in the list of these persons' cases instead of the cases that the clock opened.
LINES: list[Callable[[Sequence[Person], datetime], Sequence[Line]]] = []
