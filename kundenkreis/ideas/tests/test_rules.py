"""Formulas, without a database."""

import pytest

from kundenkreis.ideas import budgets, rules


@pytest.mark.parametrize(
    ("votes", "comments", "hours", "trend"),
    [(10, 2, 24, 0.5746), (30, 5, 240, 0.0754), (0, 0, 0, -0.3789)],
)
def test_the_trend_is_fider_s(votes, comments, hours, trend):
    assert rules.trend(votes=votes, comments=comments, hours=hours) == pytest.approx(
        trend, abs=5e-5
    )


@pytest.mark.parametrize(
    ("days", "votes"),
    [(0, 2), (4, 2), (5, 4), (15, 6), (29, 6), (30, 8), (50, 10), (100, 10)],
)
def test_who_takes_part_more_has_more_votes(days, votes):
    assert budgets.budget(days) == votes


def test_the_next_budget_is_told_until_the_top():
    assert budgets.next_budget(0) == (5, 4)
    assert budgets.next_budget(50) is None
