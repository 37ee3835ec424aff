"""Who goes on to the jury, and in which order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import mean
from uuid import UUID

ENTRIES_EACH = 3
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One entry: how many members think it is among the weakest, and the jurors' marks."""

    entry: UUID
    at: datetime
    lemons: int
    marks: tuple[tuple[int, ...], ...] = ()

    @property
    def score(self) -> float:
        """Mean of the jurors' means; 0 without a juror."""
        return mean(mean(each) for each in self.marks) if self.marks else 0.0


def shortlist(standings: Sequence[Standing]) -> list[Standing]:
    """The better half, at least three, by fewest tokens; of equals the earlier, and all that tie with the last.

    Halving by tokens for the worst keeps 94 % of the best ideas (quality-algorithms.md 3-10, Q-DBL).
    """
    ordered = sorted(standings, key=lambda row: (row.lemons, row.at, str(row.entry)))
    most = max(FEWEST, ceil(len(ordered) / 2))
    if len(ordered) <= most:
        return ordered
    last = ordered[most - 1].lemons
    return [row for row in ordered if row.lemons <= last] if last == 0 else ordered[:most]


def places(standings: Sequence[Standing]) -> list[Standing]:
    """The judged, best first; of equals the one with fewer tokens, then the earlier."""
    return sorted(
        standings, key=lambda row: (-row.score, row.lemons, row.at, str(row.entry))
    )
