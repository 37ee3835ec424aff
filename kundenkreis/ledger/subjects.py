"""What a subject of the ledger is about, in words. The rooms above know; wiring tells us whom to ask."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """A service: the id of its case, its words by language, when it was done, the customer's address as she gave it.

    `address`: name, street, postal_code, city.
    """

    case: UUID | None = None
    words: dict[str, str] = field(default_factory=dict)
    done_on: date | None = None
    address: dict[str, str] = field(default_factory=dict)


# By the subject's first part, such as "booking"; many at once, in a fixed number of statements.
DESCRIBE: dict[str, Callable[[Sequence[UUID]], dict[UUID, About]]] = {}


def root(subject: str) -> str:
    """`booking:<id>` of `booking:<id>:extra:1`."""
    kind, _colon, rest = subject.partition(":")
    return f"{kind}:{rest.partition(':')[0]}"


def describe(subject: str) -> About:
    """Nothing where nobody knows it."""
    return describe_all([subject]).get(root(subject), About())


def describe_all(subjects: Iterable[str]) -> dict[str, About]:
    """What is known of each subject, by its root; subjects that nobody knows are left out."""
    asked: dict[str, list[UUID]] = {}
    for kind, _colon, pk in {root(each).partition(":") for each in subjects}:
        try:
            asked.setdefault(kind, []).append(UUID(pk))
        except ValueError:
            continue
    return {
        f"{kind}:{pk}": about
        for kind, pks in asked.items()
        if kind in DESCRIBE
        for pk, about in DESCRIBE[kind](pks).items()
    }
