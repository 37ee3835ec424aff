"""How strong ideas are by their duels: Bradley–Terry with a prior, and how sure that is. Pure.

P(i beats j) = 1 / (1 + e^(θj − θi)) (Bradley and Terry 1952); θ ~ N(0, 1) keeps who never lost from infinity. The mode
is found by Newton's steps; the inverse of the curvature there gives the standard errors (Laplace).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
# With fewer duels or people an idea's number says nothing yet.
FEWEST_DUELS, FEWEST_PEOPLE = 10, 5
# More are not estimated at once: those with most duels.
MOST = 80
Z = 1.96


@dataclass(frozen=True, slots=True)
class Strength(Generic[K]):
    """Of 100 duels against an average idea it would win `wins`, surely between `low` and `high` (95 in 100)."""

    key: K
    wins: float
    low: float
    high: float
    duels: int


def strengths(results: Sequence[tuple[K, K]]) -> list[Strength[K]]:
    """`results`: winner, loser. The strongest first; of equals the one with more duels, then the order of coming."""
    many: dict[K, int] = {}
    for pair in results:
        for key in pair:
            many[key] = many.get(key, 0) + 1
    keys = sorted(many, key=lambda key: -many[key])[:MOST]
    place = {key: number for number, key in enumerate(keys)}
    games = [(place[winner], place[loser]) for winner, loser in results if winner in place and loser in place]  # fmt: skip
    theta, errors = _fit(len(keys), games)
    found = [
        Strength(key, _wins(theta[n]), _wins(theta[n] - Z * errors[n]), _wins(theta[n] + Z * errors[n]), many[key])
        for n, key in enumerate(keys)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.wins, -each.duels))


def _wins(theta: float) -> float:
    return 100 / (1 + exp(-theta))


def _fit(many: int, games: Sequence[tuple[int, int]]) -> tuple[list[float], list[float]]:
    pairs: dict[tuple[int, int], list[int]] = {}
    for winner, loser in games:
        key = (min(winner, loser), max(winner, loser))
        row = pairs.setdefault(key, [0, 0])
        row[winner != key[0]] += 1
    theta = [0.0] * many
    for _step in range(50):
        slope, curve = _slopes(theta, pairs)
        step = _solved(curve, slope)
        theta = [value + max(-1.0, min(1.0, move)) for value, move in zip(theta, step, strict=True)]  # fmt: skip
        if max((abs(move) for move in step), default=0.0) < 1e-9:
            break
    _slope, curve = _slopes(theta, pairs)
    inverse = _inverse(curve)
    return theta, [sqrt(inverse[n][n]) for n in range(many)]


def _slopes(
    theta: Sequence[float], pairs: Mapping[tuple[int, int], Sequence[int]]
) -> tuple[list[float], list[list[float]]]:
    """Gradient of the log posterior, and its negative curvature."""
    slope = [-value for value in theta]
    curve = [[float(i == j) for j in range(len(theta))] for i in range(len(theta))]
    for (one, other), (wins, losses) in pairs.items():
        chance = 1 / (1 + exp(theta[other] - theta[one]))
        games = wins + losses
        slope[one] += wins - games * chance
        slope[other] -= wins - games * chance
        weight = games * chance * (1 - chance)
        curve[one][one] += weight
        curve[other][other] += weight
        curve[one][other] -= weight
        curve[other][one] -= weight
    return slope, curve


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    return [row[0] for row in _eliminated(matrix, [[value] for value in right])]


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    size = len(matrix)
    return _eliminated(matrix, [[float(i == j) for j in range(size)] for i in range(size)])


def _eliminated(
    matrix: Sequence[Sequence[float]], right: Sequence[Sequence[float]]
) -> list[list[float]]:
    """Gauss and Jordan; the curvature is positive definite, so no pivots are needed."""
    rows = [[*left, *more] for left, more in zip(matrix, right, strict=True)]
    size = len(rows)
    for pivot in range(size):
        head = rows[pivot][pivot]
        rows[pivot] = [value / head for value in rows[pivot]]
        for place in range(size):
            if place != pivot and (factor := rows[place][pivot]):
                rows[place] = [a - factor * b for a, b in zip(rows[place], rows[pivot], strict=True)]  # fmt: skip
    return [row[size:] for row in rows]
