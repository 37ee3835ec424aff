"""Weighed parts and the newcomers' share of places."""

import pytest

from kundenkreis.core import scoring


def new(name):
    return name.startswith("n")


def test_each_part_gives_its_weight_times_how_far_it_is_met():
    got = scoring.weighed({"near": 0.5, "good": 1.0}, {"near": 0.6, "good": 0.4})
    assert got == {"near": 0.3, "good": 0.4}
    with pytest.raises(KeyError):
        scoring.weighed({"tall": 1.0}, {"near": 1.0})


def test_the_same_question_draws_the_same_and_others_differ():
    assert scoring.drawn("wifi", (3, 4)) == scoring.drawn("wifi", (3, 4))
    assert len({scoring.drawn("wifi", number) for number in range(100)}) == 100


def test_a_tenth_of_three_places_is_one_in_three_of_ten_draws():
    draws = [scoring.places(0.1, 3, draw=draw) for draw in range(10_000)]
    assert set(draws) == {0, 1}
    assert sum(draws) == 3000
    assert {scoring.places(0.1, 20, draw=draw) for draw in range(10_000)} == {2}
    assert scoring.places(0, 20, draw=0) == 0


@pytest.mark.parametrize(
    ("order", "count", "expected"),
    [
        (["a", "b", "c"], 0, ["a", "b", "c"]),
        (["a", "b", "c"], 1, ["a", "b", "n1"]),
        (["a", "n1", "c"], 1, ["a", "n1", "c"]),
        (["a", "b", "n1"], 2, ["a", "n1", "n2"]),
        (["n3", "n4"], 9, ["n3", "n4"]),
        ([], 1, []),
    ],
)
def test_the_last_places_go_to_newcomers_until_they_have_their_share(
    order, count, expected
):
    assert scoring.with_newcomers(order, ["n1", "n2"], count=count, is_new=new) == expected
