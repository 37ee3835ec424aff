"""How a month's budget is shared (algorithm 3-9, after giffgaff's published principles). Pure.

`q = Σ over answers of min(1, people who thanked / 3) · (1 if it solved, else ¼) · novelty`, the share of a member is
`B · √q / Σ√q`: who does four times as much gets twice as much. Root and novelty are ours.
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, sqrt
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
# From so many different people on thanks count in full.
THANKS = 3
NOT_SOLVED = 0.25
# An answer is compared with so many of its author's before it.
LAST = 50
# Answers of one member to one asker that count in a month, and answers of all to one asker.
MOST_A_PAIR, MOST_AN_ASKER = 3, 10
_WORD = re.compile(r"\w{2,}")


def novelty(text: str, earlier: Sequence[str]) -> float:
    """1 for what she never wrote, 0 for a copy: one minus the largest cosine of words with her last 50 answers."""
    mine = _words(text)
    return 1 - max((_cosine(mine, _words(each)) for each in earlier[-LAST:]), default=0.0)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    if not one or not other:
        return 0.0
    dot = sum(count * other[word] for word, count in one.items())
    return min(1.0, dot / (_length(one) * _length(other)))


def _length(words: Counter[str]) -> float:
    return sqrt(sum(count * count for count in words.values()))


@dataclass(frozen=True, slots=True)
class Line:
    """What one answer is worth before it is shared: who wrote it, for whom, and why it counts so much."""

    key: str
    author: str
    asker: str
    givers: int
    solved: bool
    novelty: float

    @property
    def weight(self) -> float:
        """Between 0 and 1; rounded, so that it can be checked from the statement."""
        thanks = min(1.0, self.givers / THANKS)
        return round(thanks * (1 if self.solved else NOT_SOLVED) * self.novelty, 4)


def counted(lines: Sequence[Line]) -> list[Line]:
    """Those that count, of lines in the order of time: three a pair, ten an asker, nothing worth nothing."""
    pairs: Counter[tuple[str, str]] = Counter()
    askers: Counter[str] = Counter()
    found = []
    for line in lines:
        if not line.weight or pairs[line.author, line.asker] >= MOST_A_PAIR:
            continue
        if askers[line.asker] >= MOST_AN_ASKER:
            continue
        pairs[line.author, line.asker] += 1
        askers[line.asker] += 1
        found.append(line)
    return found


def shared(whole: int, parts: Mapping[K, int]) -> dict[K, int]:
    """`whole` in whole points in proportion to `parts`: exactly, by largest remainder; ties by name.

    Nothing to share, or nobody: nothing.
    """
    total = sum(parts.values())
    if whole <= 0 or total <= 0:
        return dict.fromkeys(parts, 0)
    exact = {key: Fraction(whole * part, total) for key, part in parts.items()}
    found = {key: int(value) for key, value in exact.items()}
    left = whole - sum(found.values())
    order = sorted(exact, key=lambda key: (found[key] - exact[key], str(key)))
    for key in order[:left]:
        found[key] += 1
    return found


# Roots as whole numbers, so that the same month is shared alike on every machine.
FINE = 10**12


def roots(lines: Sequence[Line]) -> dict[str, int]:
    """√q of each author, times a million, rounded down."""
    sums: Counter[str] = Counter()
    for line in lines:
        sums[line.author] += round(line.weight * 10**4)
    return {author: isqrt(units * FINE // 10**4) for author, units in sorted(sums.items())}


def month(
    budget: int, lines: Sequence[Line], newcomers: Sequence[str], first: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Points by author: the fixed ones of newcomers with a solution, and the shared ones. Together at most `budget`.

    Newcomers together get at most half of the budget: where that is less than `first` each, equal parts of it.
    """
    solvers = {line.author for line in lines if line.solved}
    new = sorted(set(newcomers) & solvers)
    each = min(first, budget // 2 // len(new)) if new else 0
    fixed = dict.fromkeys(new, each) if each else {}
    return fixed, shared(budget - each * len(new), roots(lines))
