"""Public stars: their mean, and between which values the truth most likely lies.

The posterior of a Dirichlet distribution over one to five stars (Miller, "Ranking items with star
ratings", 2014) with the prior of Perks (1947), one review's worth spread over the five values; the
interval is the central 90 % of its normal approximation. Few reviews make it wide. It always holds
the mean that is shown beside it.
"""

from dataclasses import dataclass
from math import sqrt

# Stars are shown to the public only from so many reviews on (ux.md 28).
FEWEST_REVIEWS = 5
LEAST, MOST = 1, 5
# One review's worth of each value alike: its number, sum and sum of squares.
PRIOR_COUNT, PRIOR_SUM, PRIOR_SQUARES = 1, 3.0, 11.0
# Two-sided 90 %.
Z = 1.645


@dataclass(frozen=True, slots=True)
class Stars:
    """How many reviews, the sum of their stars, the sum of the squares of their stars."""

    count: int
    total: int
    squares: int

    @classmethod
    def of(cls, given: list[int]) -> "Stars":
        """From the stars of single reviews."""
        return cls(len(given), sum(given), sum(each * each for each in given))

    @property
    def mean(self) -> float | None:
        """Between 1 and 5; None below five reviews."""
        return self.total / self.count if self.count >= FEWEST_REVIEWS else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the mean of very many visits most likely lies (90 %); None below five reviews."""
        if self.count < FEWEST_REVIEWS:
            return None
        weight = self.count + PRIOR_COUNT
        mean = (self.total + PRIOR_SUM) / weight
        variance = (self.squares + PRIOR_SQUARES) / weight - mean * mean
        half = Z * sqrt(max(0.0, variance) / (weight + 1))
        return max(float(LEAST), mean - half), min(float(MOST), mean + half)
