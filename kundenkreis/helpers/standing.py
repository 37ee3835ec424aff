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

# From here on an outcome is praise.
GOOD = 0.5

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
# account with the same address or telephone nothing.
AGAIN = 0.5
# All praise by one customer, of every kind together, adds at most what her private answers alone could: one outcome
# for one visit, under two for ever. Where several accounts of one household praise the same helper, that shrinks with
# the root of their number, down to a half: a pair of spouses loses little, a ring of fifty gains less than one customer.
LEAST_OF_HOUSEHOLD = 0.5


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
    budgets: dict[str, _Praise] = {}
    households = _households(news)
    found = [0.0] * len(news)
    for place in sorted(range(len(news)), key=lambda place: -news[place].age):
        one = news[place]
        if not one.weight:
            continue
        owners = {first.setdefault((one.kind, each), one.source) for each in one.shared}
        if owners <= {one.source}:
            before = said[one.kind, one.source] if one.source else 0
            weight = WEIGHTS[one.kind] * one.weight * AGAIN**before
            said[one.kind, one.source] += 1
            if one.source and one.value >= GOOD:
                praise = budgets.setdefault(one.source, _Praise())
                weight = praise.take(weight, before) * _share(one, households)
            found[place] = weight
    return found


class _Praise:
    """What one customer's praise has added so far, over all kinds."""

    def __init__(self) -> None:
        self.words, self.used = 0, 0.0

    def take(self, weight: float, before: int) -> float:
        """As much of the weight as is left after so many words of the same kind."""
        self.words = max(self.words, before + 1)
        most = (1 - AGAIN**self.words) / (1 - AGAIN)
        taken = min(weight, most - self.used)
        self.used += taken
        return taken


def _households(news: Sequence[News]) -> dict[str, set[str]]:
    """Which accounts have praised the helper from each address or telephone."""
    found: dict[str, set[str]] = {}
    for one in news:
        if one.weight and one.value >= GOOD:
            for each in one.shared:
                found.setdefault(each, set()).add(one.source)
    return found


def _share(one: News, households: dict[str, set[str]]) -> float:
    accounts = max((len(households[each]) for each in one.shared), default=1)
    return max(LEAST_OF_HOUSEHOLD, 1 / sqrt(accounts))


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
