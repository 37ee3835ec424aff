"""Rows that many tests begin with are made once and stay between tests.

A test of a booking needs a brand, two people and a helper before it says its first word. Fixtures
marked `@kept` make such rows in one long transaction, each behind a savepoint of its own. Tests run
sorted by what they begin with: the next one finds standing what it shares with the last, the rest is
rolled back, and what the test itself does is taken back after it, as always.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

T = TypeVar("T")
# What a test begins with: name of the fixture → who makes its rows.
BEGINS: pytest.StashKey[dict[str, Any]] = pytest.StashKey()
# What a kept fixture may ask for beside other kept ones: it makes no rows.
PURE = {"at", "alpenfon"}


class Stand:
    """The kept rows that stand now, in the order they were made."""

    def __init__(self) -> None:
        self._blocks: list[transaction.Atomic] = []
        self._standing: list[tuple[Callable[..., Any], Any]] = []
        self._planned: list[Callable[..., Any]] = []
        self._taken = 0

    def plan(self, makers: list[Callable[..., Any]]) -> None:
        """The next test begins with these, in this order."""
        if not self._blocks or connection.connection is None:
            self._blocks, self._standing = [], []
            self._open()
        self._planned, self._taken = makers, 0

    def take(self, make: Callable[..., T], given: dict[str, Any]) -> T:
        """A copy of what stands; made now, if it does not."""
        if self._taken >= len(self._planned) or self._planned[self._taken] is not make:
            return make(**given)
        if self._taken == len(self._standing) or self._standing[self._taken][0] is not make:
            self._fall_to(self._taken)
            self._open()
            self._standing.append((make, make(**given)))
            with connection.cursor() as cursor:
                # What the database would only ask at commit, it would ask again after each test.
                cursor.execute(
                    "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
                )
        self._taken += 1
        value: T = copy.deepcopy(self._standing[self._taken - 1][1])
        return value

    def ready(self) -> None:
        """All is taken: what still stands above it belongs to another test."""
        self._fall_to(self._taken)

    def fall(self) -> None:
        """Nothing stands any more."""
        while self._blocks:
            self._close()
        self._standing = []

    def _fall_to(self, height: int) -> None:
        while len(self._standing) > height:
            self._standing.pop()
            self._close()

    def _open(self) -> None:
        block = transaction.atomic()
        block.__enter__()
        self._blocks.append(block)

    def _close(self) -> None:
        block = self._blocks.pop()
        if connection.connection is not None:
            transaction.set_rollback(True)
        block.__exit__(None, None, None)


stand = Stand()


def kept(make: Callable[..., T]) -> Any:
    """A fixture whose rows stay between tests. It may ask for `at` and for other kept ones."""

    @wraps(make)
    def fixture(**given: Any) -> T:
        return stand.take(make, given)

    vars(fixture)["kept"] = make  # found again by `makers`
    return pytest.fixture(fixture)


def wanted(item: Any) -> bool:
    """Whether the test asks for the database of the run, by name or by a kept fixture."""
    return bool(item.stash[BEGINS]) or "db" in item.fixturenames


def makers(item: pytest.Item, uses: Counter[Any] | None = None) -> dict[str, Any]:
    """The kept fixtures this test begins with, in the order they are to be made.

    Those that others build on come first; then those that most tests use.
    """
    known: dict[str, Any] = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    depths: dict[str, int] = {}
    seen: dict[str, int | None] = {}

    def depth(name: str) -> int | None:
        """How many kept ones stand below it; None if it cannot be kept in this test."""
        if name not in seen:
            seen[name] = found(name)
        return seen[name]

    def found(name: str) -> int | None:
        definition = known[name][-1]
        if name not in PURE and not hasattr(definition.func, "kept"):
            return None
        names = [each for each in definition.argnames if each not in ("at", "request")]
        below = [depth(each) for each in names]
        if None in below or len(known.get("at", [0])) > 1:
            return None
        deepest = max((each or 0 for each in below), default=0)
        if name in PURE:
            return deepest
        depths[name] = 1 + deepest
        return depths[name]

    for name in known:
        depth(name)
    counts = uses or Counter()
    order = sorted(
        depths, key=lambda name: (depths[name], -counts[known[name][-1].func.kept], name)
    )
    return {name: known[name][-1].func.kept for name in order}


def sort(items: list[pytest.Item]) -> None:
    """Tests that begin with the same come one after the other; else the order stays."""
    uses: Counter[Any] = Counter()
    for item in items:
        uses.update(makers(item).values())
    rank = {make: number for number, (make, _) in enumerate(uses.most_common())}
    for item in items:
        item.stash[BEGINS] = makers(item, uses)
    items.sort(key=lambda item: _ranks(item.stash[BEGINS].values(), rank))


def _ranks(makes: Iterable[Any], rank: dict[Any, int]) -> list[int]:
    return [rank[make] for make in makes]
