"""How much outcomes count: Beta reputation with forgetting (Jøsang & Ismail 2002, algorithm 3-2). Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, sqrt

# What is usual: nine good in ten, as strong as ten outcomes.
PRIOR_GOOD, PRIOR_BAD = 9.0, 1.0
HALF_LIFE = timedelta(days=365)
# One-sided 95 %.
Z = 1.645
# Each further outcome of the same kind with the same other person counts half of the one before.
AGAIN = 0.5

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Seen:
    """One outcome: of which kind, good or bad, when, with whom (empty: nobody in particular)."""

    kind: str
    good: bool
    at: datetime
    other: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weighed good and bad outcomes, without the prior."""

    good: float
    bad: float

    @property
    def evidence(self) -> float:
        """How much is known, in outcomes of today."""
        return self.good + self.bad

    @property
    def mean(self) -> float:
        """Share of good ones between 0 and 1, drawn towards what is usual."""
        good, bad = PRIOR_GOOD + self.good, PRIOR_BAD + self.bad
        return good / (good + bad)

    @property
    def lower_bound(self) -> float:
        """`mean − 1.645·sd` of the Beta distribution, at least 0."""
        good, bad = PRIOR_GOOD + self.good, PRIOR_BAD + self.bad
        total = good + bad
        return max(0.0, self.mean - Z * sqrt(good * bad / (total * total * (total + 1))))

    @property
    def counted(self) -> int:
        """Good ones as a whole number: 4.5 counts as 5."""
        return floor(self.good + 0.5)

    @property
    def percent(self) -> int:
        """The mean in whole percent."""
        return round(self.mean * 100)


def age(since: datetime, at: datetime, pauses: Sequence[Span] = ()) -> timedelta:
    """How old something is for the one it is about: days of a pause do not count."""
    spared = sum(
        (max(min(end, at) - max(begin, since), timedelta()) for begin, end in pauses), timedelta()
    )  # fmt: skip
    return max(at - since - spared, timedelta())


def weigh(seen: Sequence[Seen], *, at: datetime, pauses: Sequence[Span] = ()) -> Weighed:
    """All outcomes together, each fading by half in a year outside pauses.

    8 good at day 0 and 2 bad at day 300, looked at on day 300: mean .818, lower bound .667, evidence 6.526.
    """
    good = bad = 0.0
    before: Counter[tuple[str, str]] = Counter()
    for one in sorted(seen, key=lambda one: one.at):
        weight = 0.5 ** (age(one.at, at, pauses) / HALF_LIFE)
        if one.good and one.other:
            weight *= AGAIN ** before[one.kind, one.other]
            before[one.kind, one.other] += 1
        good, bad = (good + weight, bad) if one.good else (good, bad + weight)
    return Weighed(good, bad)
