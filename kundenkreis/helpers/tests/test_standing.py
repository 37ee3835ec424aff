"""The Beta reputation of algorithm 3-2."""

from datetime import timedelta

import pytest

from kundenkreis.helpers.standing import Standing


def test_the_published_vector():
    """8 good on day 0, 2 bad on day 300, seen on day 300: 0.818 / 0.667 / 6.526."""
    now = Standing(8, 0).faded(timedelta(days=300)).after(0, 2)
    assert now.mean == pytest.approx(0.818, abs=0.001)
    assert now.lower_bound == pytest.approx(0.667, abs=0.001)
    assert now.evidence == pytest.approx(6.526, abs=0.001)


def test_two_lucky_visits_do_not_outrank_forty_good_ones():
    assert Standing(2, 0).lower_bound < Standing(40, 1).lower_bound


def test_outcomes_fade_by_half_in_a_year():
    assert Standing(4, 2).faded(timedelta(days=365)) == Standing(2, 1)
