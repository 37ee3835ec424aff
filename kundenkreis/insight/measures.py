"""The measures and their definitions. All shares are of what is known; the counts stand beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kundenkreis.core.money import Money

# Solved by customers: they helped themselves or one another. The rest is the company's own work.
BY_CUSTOMERS = ("knowledge", "community", "experts", "marketplace")


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`. None of nothing is not zero: `of_one` is None then."""

    part: int
    whole: int

    @property
    def of_one(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Month:
    """Cases solved in a month, by the stage whose attempt solved them; "" where none is recorded."""

    first: date
    solved: Mapping[str, int]

    @property
    def unknown(self) -> int:
        """Solved without an attempt being named."""
        return self.solved.get("", 0)

    @property
    def customers(self) -> Share:
        """customer_share: solved by customers ÷ solved by a known stage."""
        known = sum(count for stage, count in self.solved.items() if stage)
        return Share(sum(self.solved.get(stage, 0) for stage in BY_CUSTOMERS), known)


@dataclass(frozen=True, slots=True)
class StageCost:
    """What a stage tried and solved in the period, and cost_per_resolution from its unit cost.

    Every try costs, also the one that did not help: cost = unit cost × tried ÷ solved.
    """

    stage: str
    solved: int
    tried: int
    unit: Money

    @property
    def per_solved(self) -> Money | None:
        """None while nothing was solved."""
        if not self.solved:
            return None
        return Money(round(self.unit.amount * self.tried / self.solved), self.unit.currency)

    @property
    def total(self) -> Money:
        return Money(self.unit.amount * self.tried, self.unit.currency)


@dataclass(frozen=True, slots=True)
class TopicNeed:
    """How many cases a topic had, and how many of the closed ones were solved."""

    slug: str
    words: Mapping[str, str]
    cases: int
    solved: Share


@dataclass(frozen=True, slots=True)
class Measures:
    """All first measures of one period."""

    months: Sequence[Month]
    costs: Sequence[StageCost]
    recontact: Share
    again: Share
    recommend: Share
    helped: Share
    topics: Sequence[TopicNeed]

    @property
    def customers(self) -> Share:
        """customer_share over the whole period."""
        shares = [month.customers for month in self.months]
        return Share(
            sum(share.part for share in shares), sum(share.whole for share in shares)
        )

    @property
    def per_solved(self) -> Money | None:
        """Cost of all tries of all stages ÷ solved cases."""
        solved = sum(cost.solved for cost in self.costs)
        if not solved:
            return None
        return Money(
            round(sum(cost.total.amount for cost in self.costs) / solved),
            self.costs[0].unit.currency,
        )
