"""How well a helper does: Beta reputation with forgetting (Jøsang & Ismail 2002, algorithm 3-2).

Outcomes are weighed numbers between bad (0) and good (1). They fade by half in a year, towards
what is usual: nine good in ten. Sorting uses a lower bound, so two lucky visits do not outrank
forty good ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

# The prior: 92 % of customers recommend their helper, as strong as ten visits.
PRIOR_GOOD, PRIOR_BAD = 9.0, 1.0
HALF_LIFE = timedelta(days=365)
# One-sided 95 %.
Z = 1.645

# How much each kind of news counts.
WEIGHTS = {
    "private_answer": 1.0,
    "public_stars": 0.6,
    "no_show": 2.0,
    "complaint": 2.0,
    "late_cancellation": 1.0,
    "rebooked": 0.5,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Weighed good and bad outcomes, without the prior."""

    good: float
    bad: float

    def faded(self, age: timedelta) -> "Standing":
        """The same outcomes, so much older."""
        rest = 0.5 ** (age / HALF_LIFE)
        return Standing(self.good * rest, self.bad * rest)

    def after(self, outcome: float, weight: float) -> "Standing":
        """With one more outcome between 0 (bad) and 1 (good)."""
        return Standing(self.good + weight * outcome, self.bad + weight * (1 - outcome))

    @property
    def evidence(self) -> float:
        """How much is known, in outcomes of weight one."""
        return self.good + self.bad

    @property
    def mean(self) -> float:
        good, bad = PRIOR_GOOD + self.good, PRIOR_BAD + self.bad
        return good / (good + bad)

    @property
    def lower_bound(self) -> float:
        """`mean − 1.645·sd` of the Beta distribution, at least 0."""
        good, bad = PRIOR_GOOD + self.good, PRIOR_BAD + self.bad
        total = good + bad
        deviation = sqrt(good * bad / (total * total * (total + 1)))
        return max(0.0, self.mean - Z * deviation)


def weighed(news: Iterable[tuple[str, float, timedelta]]) -> Standing:
    """The standing from (kind, outcome, age) of all that is known."""
    standing = Standing(0, 0)
    for kind, outcome, age in news:
        one = Standing(0, 0).after(outcome, WEIGHTS[kind]).faded(age)
        standing = Standing(standing.good + one.good, standing.bad + one.bad)
    return standing
