"""How unequal something is: the share of the most active, and the Gini coefficient. Pure."""

from collections.abc import Sequence
from math import ceil


def top_share(counts: Sequence[int], percent: int) -> float:
    """Which part of the whole the most active `percent` of 100 people did; at least one person counts as them.

    1 of 100 who did 50 of 149: top_share(1) = 50/149.
    """
    total = sum(counts)
    if not total:
        return 0.0
    most = max(1, ceil(len(counts) * percent / 100))
    return sum(sorted(counts, reverse=True)[:most]) / total


def gini(counts: Sequence[int]) -> float:
    """0: all did the same; towards 1: one did all. (Gini 1912; `Σ(2i−n−1)·x / (n·Σx)` over x in rising order.)

    [1, 1, 1, 1] → 0; [0, 0, 0, 4] → 0.75; [1, 2, 3, 4] → 0.25.
    """
    ordered, total = sorted(counts), sum(counts)
    if not total:
        return 0.0
    n = len(ordered)
    return sum((2 * i - n - 1) * x for i, x in enumerate(ordered, 1)) / (n * total)


def must_rest(mine: int, everybody: int, *, least: int = 10, share: float = 0.25) -> bool:
    """Whether one member carried so much of a week that she should hear it: a quarter, of ten answers or more."""
    return mine >= least and mine >= share * everybody
