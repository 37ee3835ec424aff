"""How many votes somebody has: the more days she took part, the more."""

from datetime import timedelta

# Names of the events that count as taking part; wiring fills it.
CONTRIBUTIONS: list[str] = []
ACTIVITY = timedelta(days=100)
# From so many days with a contribution within the last 100 on: so many votes (quality-algorithms.md 3-10).
BUDGETS = ((0, 2), (5, 4), (15, 6), (30, 8), (50, 10))


def budget(days: int) -> int:
    """How many votes somebody has who took part on so many of the last 100 days: 2, 4, 6, 8 or 10."""
    return max(votes for least, votes in BUDGETS if days >= least)


def next_budget(days: int) -> tuple[int, int] | None:
    """From how many days on there are more votes, and how many; None at the top."""
    return next(((least, votes) for least, votes in BUDGETS if least > days), None)
