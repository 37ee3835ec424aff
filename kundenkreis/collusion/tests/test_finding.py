"""The rules on made crowds: rings are found behind camouflage, honest people hardly ever."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from kundenkreis.collusion import finding, graphs
from kundenkreis.collusion.tests.crowds import Crowd, honest, person


def rules(favours, trusted=()):
    return [each.rule for each in finding.find(favours, trusted)]


def test_a_planted_block_is_found_behind_camouflage_with_at_most_one_innocent_target():
    # The test vector of quality-algorithms.md 3-6 (c).
    dice = random.Random(7)  # noqa: S311
    edges = {(person(dice.randrange(150)), person(500 + dice.randrange(150))): 1 for _n in range(300)}  # fmt: skip
    planted = {(person(200 + g), person(300 + r)): 1 for g in range(6) for r in range(4)}
    hidden = {(person(200 + g), person(500 + g)): 1 for g in range(6)}
    block = graphs.densest({**edges, **planted, **hidden})
    assert {person(200 + g) for g in range(6)} <= block.givers
    assert {person(300 + r) for r in range(4)} <= block.receivers
    assert len(block.receivers) <= 5


def test_trust_flows_from_the_trusted_and_never_into_a_ring():
    # Two trusted thank two others, who thank them: x = .85·y + .075, y = .85·x.
    edges = {(person(0), person(2)): 1, (person(1), person(3)): 1, (person(2), person(0)): 1, (person(3), person(1)): 1}  # fmt: skip
    ring = {(person(4), person(5)): 9, (person(5), person(4)): 9}
    flow = graphs.trust({**edges, **ring}, [person(0), person(1)])
    found = [round(flow.get(person(n), 0.0), 4) for n in range(6)]
    assert found == [0.2703, 0.2703, 0.2297, 0.2297, 0.0, 0.0]
    assert sum(flow.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("k", "mean", "chance"), [(8, 0.5, 6.2e-8), (1, 1.0, 0.632), (5, 200.0, 1.0), (60, 2.0, 1.9e-65)]
)  # fmt: skip
def test_how_often_chance_alone_does_it(k, mean, chance):
    assert finding.at_least(k, mean) == pytest.approx(chance, rel=0.03)


@pytest.mark.flow
@pytest.mark.parametrize("seed", range(3))
def test_a_ring_of_fifty_is_found_and_hardly_anybody_else(seed):
    crowd = honest(300, 1500, seed).ring(10_000, 50)
    ring = {person(10_000 + n) for n in range(50)}
    (block,) = [each for each in finding.find(crowd.favours, ()) if each.people & ring]
    assert (block.rule, len(block.people & ring)) == ("block", 50)
    assert len(block.people - ring) <= 5


@pytest.mark.flow
def test_honest_families_and_helpdesks_open_few_cases_and_the_same_every_time():
    found = [finding.find(honest(100, 400, seed).favours, ()) for seed in range(5)]
    assert sum(map(len, found)) <= 10, "two a half year and brand at most"
    assert not [each for cases in found for each in cases if each.rule == "block"]
    again = honest(100, 400, 3).favours
    assert [each.signature for each in finding.find(again[::-1], ())] == [
        each.signature for each in found[3]
    ]


def test_a_small_community_that_thanks_the_same_few_is_no_group_but_a_ring_in_it_is():
    crowd = Crowd(1)
    for giver in range(40):
        for receiver in range(40, 46):
            if crowd.dice.random() < 0.6:
                crowd.give(giver, receiver)
    assert finding.find(crowd.favours, set()) == []
    crowd.ring(50, 5, each=1, hide=0)
    (found,) = finding.find(crowd.favours, set())
    assert (found.rule, found.people) == (
        "block",
        frozenset(person(n) for n in range(50, 55)),
    )


def test_a_pair_is_asked_about_once_and_not_where_one_answers_everybody():
    crowd = Crowd(1).members(100, 400)
    for _n in range(9):
        crowd.give(900, 901)
        crowd.give(901, 900)
    (pair,) = [each for each in finding.find(crowd.favours, ()) if person(900) in each.people]  # fmt: skip
    assert (pair.rule, pair.numbers["favours"], pair.numbers["back"]) == ("pair", 9, 9)
    desk = Crowd(2).members(100, 400).helpdesk(500, 40)
    assert not [each for each in finding.find(desk.favours, ()) if person(500) in each.people]  # fmt: skip


def test_very_many_on_one_day_is_asked_about_and_a_busy_day_for_all_is_not():
    crowd = Crowd(1).members(100, 400)
    day = crowd.favours[0].at
    before = rules(crowd.favours).count("burst")
    for number in range(8):
        crowd.give(950, 3, at=day + timedelta(seconds=number))
    for number in range(30):
        crowd.give(950, 60 + number % 30, at=day)
    assert rules(crowd.favours).count("burst") == before + 1


def test_an_island_is_asked_about_where_trust_reaches_nearly_everybody_else():
    crowd = Crowd(1).members(60, 600, topics=2)
    for number in range(700, 704):
        for other in range(700, 704):
            crowd.give(number, other)
    trusted = [person(n) for n in range(20)]
    assert rules(crowd.favours, trusted).count("island") == 1
    assert rules(crowd.favours).count("island") == 0, "nobody is trusted yet"


def test_favours_for_oneself_count_nothing():
    crowd = Crowd(1).members(20, 50)
    own = [replace(each, receiver=each.giver) for each in crowd.favours]
    assert finding.find(own, ()) == []
