"""The arithmetic behind abilities, with the vector of algorithm 3-2."""

from datetime import UTC, datetime, timedelta

import pytest

from kundenkreis.reputation import rules
from kundenkreis.reputation.table import ABILITIES, Asked
from kundenkreis.reputation.weighing import Seen, Weighed, age, weigh

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ASKED = Asked(least=5, share=80, keep=70)


def test_the_vector_of_the_algorithm() -> None:
    seen = [Seen("a", True, START)] * 8 + [Seen("a", False, START + 300 * DAY)] * 2
    found = weigh(seen, at=START + 300 * DAY)
    assert (round(found.mean, 3), round(found.lower_bound, 3), round(found.evidence, 3)) == (
        0.818, 0.667, 6.526,
    )  # fmt: skip


def test_days_of_a_pause_do_not_age() -> None:
    at = START + 100 * DAY
    pauses = [(START - 10 * DAY, START + 20 * DAY), (START + 90 * DAY, at + 50 * DAY)]
    assert age(START, at, pauses) == 70 * DAY
    assert age(START, at, [(START - DAY, at + DAY)]) == timedelta()


def test_praise_by_the_same_person_counts_less_and_less_but_blame_does_not() -> None:
    ring = weigh([Seen("solved", True, START, "b")] * 50, at=START)
    assert ring.good < 2
    assert weigh([Seen("solved", False, START, "b")] * 3, at=START).bad == 3
    assert weigh([Seen("solved", True, START, str(n)) for n in range(50)], at=START).good == 50  # fmt: skip


@pytest.mark.parametrize(
    ("good", "bad", "earned"),
    [(4.4, 0, False), (4.5, 0, True), (5, 1, True), (5, 4, False), (50, 4, True)],
)
def test_it_is_earned_by_enough_good_ones_and_few_bad_ones(good, bad, earned) -> None:
    assert rules.earns(ASKED, Weighed(good, 0), Weighed(good, bad)) is earned


@pytest.mark.parametrize(
    ("good", "bad", "given", "why"),
    [
        (5, 0, "earned", ""), (5, 6, "earned", "share"), (5, 6, "person", "share"), (2.4, 0, "earned", "faded"),
        (2.5, 0, "earned", ""), (0, 0, "person", ""), (0, 0, "named", ""), (0, 3, "named", "share"),
    ],
)  # fmt: skip
def test_it_is_lost_by_what_came_of_it_and_what_was_earned_fades(good, bad, given, why) -> None:  # fmt: skip
    assert rules.loses(ASKED, Weighed(good, 0), Weighed(good, bad), given_why=given) == why


def test_no_ability_can_be_lost_before_it_is_earned() -> None:
    for ability in ABILITIES.values():
        assert ability.keep < ability.share
        assert ability.earned_by in ability.judged_by or ability.slug == "merge"
