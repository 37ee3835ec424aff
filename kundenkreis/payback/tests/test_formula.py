"""The arithmetic of algorithm 3-9, exact to the point."""

import pytest

from kundenkreis.payback import formula
from kundenkreis.payback.formula import Line, counted, month, novelty, roots, shared


def line(author="a", asker="x", givers=3, solved=True, new=1.0, key="") -> Line:
    return Line(key or f"{author}{asker}{givers}{new}", author, asker, givers, solved, new)


@pytest.mark.parametrize(
    ("givers", "solved", "new", "weight"),
    [(3, True, 1.0, 1.0), (9, True, 1.0, 1.0), (1, True, 1.0, 0.3333), (3, False, 1.0, 0.25), (0, True, 1.0, 0.0), (3, True, 0.0, 0.0), (2, False, 0.5, 0.0833)],
)  # fmt: skip
def test_thanks_up_to_three_solved_and_new(givers, solved, new, weight) -> None:
    assert line(givers=givers, solved=solved, new=new).weight == weight


def test_four_times_as_much_brings_twice_as_much() -> None:
    lines = [line("a", str(n)) for n in range(4)] + [line("b"), line("c")]
    assert roots(lines) == {"a": 2_000_000, "b": 1_000_000, "c": 1_000_000}
    assert month(10_000, lines, [], 0) == ({}, {"a": 5000, "b": 2500, "c": 2500})


def test_the_budget_is_shared_to_the_last_point_and_ties_go_by_name() -> None:
    assert shared(100, {"c": 1, "a": 1, "b": 1}) == {"a": 34, "b": 33, "c": 33}
    assert shared(2, {"a": 1, "b": 1, "c": 1}) == {"a": 1, "b": 1, "c": 0}
    assert shared(0, {"a": 1}) == {"a": 0}
    assert shared(7, {}) == {}
    for budget in range(200):
        assert sum(shared(budget, {"a": 3, "b": 5, "c": 11}).values()) == budget


def test_newcomers_get_a_fixed_part_first_but_never_more_than_half() -> None:
    lines = [line("new"), line("old"), line("quiet", solved=False)]
    fixed, rest = month(1000, lines, ["new", "quiet"], 200)
    assert fixed == {"new": 200}
    assert sum(rest.values()) == 800
    assert month(100, lines, ["new"], 200)[0] == {"new": 50}


def test_a_copy_of_ones_own_answer_counts_nothing_and_new_words_count_in_full() -> None:
    text = "Stecken Sie den Router zehn Sekunden aus."
    assert novelty(text, []) == 1
    assert novelty(text, ["Bitte rufen wir gemeinsam an", text]) < 1e-9
    assert novelty(text, ["Bitte anrufen"]) == 1
    assert 0 < novelty(text, ["Stecken Sie den Drucker aus."]) < 1
    assert novelty(text, [text, *["anders"] * formula.LAST]) == 1


def test_three_answers_a_pair_and_ten_an_asker_count() -> None:
    lines = [line("a", "x", key=str(n)) for n in range(5)]
    assert [each.key for each in counted(lines)] == ["0", "1", "2"]
    ring = [line(f"a{n}", "x") for n in range(50)]
    assert len(counted(ring)) == 10
