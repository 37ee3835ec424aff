"""How sure public stars are: Dirichlet posterior, prior of Perks, central 90 %."""

from itertools import combinations_with_replacement

import pytest

from kundenkreis.helpers.stars import Stars


def interval(given: list[int]) -> tuple[float, float]:
    found = Stars.of(given).interval
    assert found is not None
    return found


TWENTY_THREE = [5] * 16 + [4] * 5 + [3] * 2


def test_the_vector():
    """16 × 5, 5 × 4, 2 × 3 stars: 4.6 of 5, 23 visits, most likely between 4.3 and 4.8."""
    mean = Stars.of(TWENTY_THREE).mean
    assert mean is not None
    found = [round(each, 4) for each in (mean, *interval(TWENTY_THREE))]
    assert found == [4.6087, 4.2908, 4.7926]


@pytest.mark.parametrize("count", range(5))
def test_below_five_reviews_there_are_no_stars(count):
    stars = Stars.of([5] * count)
    assert (stars.mean, stars.interval) == (None, None)


@pytest.mark.parametrize("count", [5, 6, 9])
def test_the_mean_that_is_shown_lies_inside_whatever_was_given(count):
    for given in combinations_with_replacement(range(1, 6), count):
        low, high = interval(list(given))
        assert 1 <= low <= sum(given) / count <= high <= 5


def test_five_raptures_say_less_than_fifty_and_both_less_than_certain():
    five, fifty = interval([5] * 5)[0], interval([5] * 50)[0]
    assert round(five, 1) == 4.1
    assert five < fifty < 5


def test_those_who_disagree_leave_it_open():
    agreed, split = interval([3] * 20), interval([1, 5] * 10)
    assert split[1] - split[0] > 3 * (agreed[1] - agreed[0])
