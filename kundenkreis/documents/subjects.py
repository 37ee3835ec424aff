"""What a subject of the ledger is about, in words. The rooms above know; wiring tells us whom to ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kundenkreis.cases.models import Case


@dataclass(frozen=True, slots=True)
class About:
    """A service: its case, its words by language, when it was done, the customer's address as she gave it.

    `address`: name, street, postal_code, city.
    """

    case: Case | None = None
    words: dict[str, str] = field(default_factory=dict)
    done_on: date | None = None
    address: dict[str, str] = field(default_factory=dict)


# By the subject's first part, such as "booking".
DESCRIBE: dict[str, Callable[[UUID], About]] = {}


def root(subject: str) -> str:
    """`booking:<id>` of `booking:<id>:extra:1`."""
    kind, _colon, rest = subject.partition(":")
    return f"{kind}:{rest.partition(':')[0]}"


def describe(subject: str) -> About:
    """Nothing where nobody knows it."""
    kind, _colon, pk = root(subject).partition(":")
    try:
        return DESCRIBE[kind](UUID(pk))
    except (KeyError, ValueError):
        return About()
