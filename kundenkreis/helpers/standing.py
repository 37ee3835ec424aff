"""How well a helper does: Beta reputation with forgetting (Jøsang & Ismail 2002, algorithm 3-2).

Outcomes are weighed numbers between bad (0) and good (1). They fade by half in a year, towards
what is usual: nine good in ten. Sorting uses a lower bound, so two lucky visits do not outrank
forty good ones.
"""

from collections import Counter
from collections.abc import Sequence
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
    # A case that was solved by a visit and opened again within 14 days.
    "reopened": 1.0,
}
# Each further word of the same kind by the same customer counts half of the one before; that of another
# account with the same address or telephone nothing: fifty accounts in one household weigh like one.
AGAIN = 0.5


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


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One outcome: 0 (bad) to 1 (good), how long ago, from whom.

    `source` names the customer, `shared` what she may share with other accounts, such as address
    and telephone; `weight` is 0 for relatives and for lines that were struck.
    """

    kind: str
    value: float
    age: timedelta
    source: str = ""
    shared: Sequence[str] = ()
    weight: float = 1.0


def weights(news: Sequence[News]) -> list[float]:
    """How much each piece of news counted when it came, before it began to fade."""
    said: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    found = [0.0] * len(news)
    for place in sorted(range(len(news)), key=lambda place: -news[place].age):
        one = news[place]
        if not one.weight:
            continue
        owners = {first.setdefault((one.kind, each), one.source) for each in one.shared}
        if owners <= {one.source}:
            before = said[one.kind, one.source] if one.source else 0
            found[place] = WEIGHTS[one.kind] * one.weight * AGAIN**before
            said[one.kind, one.source] += 1
    return found


def weighed(news: Sequence[News]) -> Standing:
    """The standing from all that is known."""
    standing = Standing(0, 0)
    for one, weight in zip(news, weights(news), strict=True):
        part = Standing(0, 0).after(one.value, weight).faded(one.age)
        standing = Standing(standing.good + part.good, standing.bad + part.bad)
    return standing


def effective_positive(positive: int, jobs: int, *, usual: float) -> float:
    """Positive outcomes of all jobs, not of those who answered (Nosko & Tadelis; algorithm 3-3).

    Smoothed by ten jobs of what is `usual`. Internal: how many answer differs by age.
    """
    return (positive + usual * 10) / (jobs + 10)
