"""Pairs are fair, a word counts once, and numbers come with how sure they are."""

import json
import random

import pytest
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.duels import actions, estimating, queries
from kundenkreis.duels.models import Duel
from kundenkreis.duels.personal_data import DuelsData
from kundenkreis.ideas import actions as ideas
from kundenkreis.ideas.models import Idea
from kundenkreis.people.models import Person
from tests.attack import attack
from tests.cast import make_person
from tests.kept import kept

HOST = {"host": "alpenfon.localhost"}


@kept
def four(vreni, at) -> list[Idea]:
    return [ideas.write(title=f"Idee {n}", body="So geht es.", by=vreni, at=at) for n in range(4)]  # fmt: skip


def test_the_estimate_finds_the_true_order_and_its_ranges_hold():
    truth = {"a": 1.2, "b": 0.4, "c": -0.3, "d": -1.3}
    inside = 0
    for seed in range(20):
        dice, results = random.Random(seed), []  # noqa: S311
        for _n in range(150):
            one, other = dice.sample(sorted(truth), 2)
            wins = dice.random() < 1 / (1 + 2.718281828 ** (truth[other] - truth[one]))
            results.append((one, other) if wins else (other, one))
        found = {each.key: each for each in estimating.strengths(results)}
        assert found["a"].wins > found["c"].wins > found["d"].wins
        for key, theta in truth.items():
            inside += found[key].low <= 100 / (1 + 2.718281828**-theta) <= found[key].high
    assert inside >= 72, "of 80 ranges"


def test_more_duels_are_surer_and_no_loss_is_not_infinity():
    few = estimating.strengths([("a", "b")] * 3)
    many = estimating.strengths([("a", "b")] * 30)
    assert [each.key for each in few] == ["a", "b"]
    assert few[0].high - few[0].low > many[0].high - many[0].low
    assert many[0].wins < 99
    assert few[0].wins + few[1].wins == pytest.approx(100)
    assert estimating.strengths([]) == []


@pytest.mark.flow
def test_pairs_are_of_others_open_and_new_to_her_least_judged_first(four, aylin, jonas, at):
    seen = set()
    for _n in range(6):
        pair = queries.next_pair(aylin)
        assert pair
        one, other = pair
        seen.add(frozenset((one.pk, other.pk)))
        actions.judge(one.pk, other.pk, winner=one.pk, by=aylin, at=at)
    assert len(seen) == 6
    assert queries.next_pair(aylin) is None
    assert queries.next_pair(four[0].author) is None, "all are hers"
    ideas.withdraw(four[0], by=four[0].author, at=at)
    fresh = ideas.write(title="Neu", body="Ganz neu.", by=four[0].author, at=at)
    assert fresh in (queries.next_pair(jonas) or ()), "nobody has judged it"


def test_one_word_a_pair_and_the_last_one_counts(four, aylin, at):
    one, other = four[0].pk, four[1].pk
    actions.judge(one, other, winner=one, by=aylin, at=at)
    actions.judge(other, one, winner=other, by=aylin, at=at)
    assert [row.winner_id for row in Duel.objects.all()] == [other]
    actions.judge(one, other, winner=None, by=aylin, at=at)
    assert queries.standings() == []


@pytest.mark.flow
def test_what_is_refused(four, vreni, aylin, mira, at):
    one, other = four[0].pk, four[1].pk
    say = {"winner": one, "at": at}
    with pytest.raises(NotAllowed):
        actions.judge(one, other, **say, by=vreni)
    with pytest.raises(NotAllowed):
        actions.judge(
            one, other, **say, by=Person.objects.create(name="Gast", joined_at=at)
        )
    for bad in ((one, one), (other, four[2].pk)):
        with pytest.raises(Invalid):
            actions.judge(*bad, **say, by=aylin)
    with pytest.raises(NotFound):
        actions.judge(one, aylin.pk, **say, by=aylin)
    ideas.move(four[1], to="declined", sentence="Nein.", by=mira, at=at)
    with pytest.raises(Refused, match="closed"):
        actions.judge(one, other, **say, by=aylin)


@pytest.mark.flow
def test_the_database_knows_what_a_duel_is(four, aylin, vreni, seeland, at):
    first, second = sorted((four[0].pk, four[1].pk))
    actions.judge(first, second, winner=first, by=aylin, at=at)
    table = "kundenkreis_duel"
    copy = f"INSERT INTO {table} (brand_id, person_id, one_id, other_id, winner_id, at) SELECT brand_id, %s, one_id, other_id, winner_id, at FROM {table}"
    attack("one_duel_a_pair", copy, aylin.pk)
    attack("duel_for_others", copy, vreni.pk)
    attack("duel_of_two", f"UPDATE {table} SET one_id = other_id, other_id = one_id")
    attack("duel_won_by_one", f"UPDATE {table} SET winner_id = %s", four[2].pk)
    attack("duel_one_in_brand", f"UPDATE {table} SET brand_id = %s", seeland.pk)
    with scope.inside(seeland.pk):
        assert not Duel.objects.exists()
    ideas.withdraw(four[0], by=vreni, at=at)
    attack("duel_of_open_ideas", f"UPDATE {table} SET winner_id = NULL")


@pytest.mark.flow
def test_too_few_say_nothing_and_enough_stand_beside_the_votes(four, aylin, at):
    people = [make_person(f"Voter{n}", at, "member") for n in range(5)]
    first, second = four[0], four[1]
    for person in people[:4]:
        for other in four[1:]:
            actions.judge(first.pk, other.pk, winner=first.pk, by=person, at=at)
    assert {each.strength for each in queries.standings()} == {None}
    actions.judge(first.pk, second.pk, winner=first.pk, by=people[4], at=at)
    ideas.vote(first, by=aylin, at=at)
    best = queries.standings()[0]
    assert (best.idea, best.votes, best.duels, best.people) == (first, 1, 13, 5)
    assert best.strength
    assert 50 < best.strength.low < best.strength.wins < best.strength.high < 100


@pytest.mark.flow
def test_the_pages_and_the_api(four, aylin, at):
    client = Client(headers=HOST)
    assert client.get("/ideas/duels/").status_code == 302
    assert client.get("/ideas/duels/results/").status_code == 200
    client.force_login(aylin)
    page = client.get("/ideas/duels/").content.decode()
    assert 'name="once"' not in page.split('class="duel"')[1].split("</form>")[0]
    one, other = four[0].pk, four[1].pk
    for winner in (one, other):
        sent = client.post("/ideas/duels/", {"one": one, "other": other, "winner": winner})
        assert sent.status_code == 303
    assert Duel.objects.get().winner_id == other
    pair = client.get("/api/v1/idea-duels/next").json()
    assert (len(pair["items"]), pair["judged"]) == (2, 1)
    body = {"one": str(one), "other": str(four[2].pk), "winner": None}
    answer = client.post("/api/v1/idea-duels", json.dumps(body), content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["winner"]) == (201, None)
    assert client.get("/api/v1/idea-duels/results").json()["items"][0]["wins"] is None


def test_an_erased_persons_duels_are_gone(four, aylin, at):
    actions.judge(four[0].pk, four[1].pk, winner=four[0].pk, by=aylin, at=at)
    assert len(DuelsData().export(aylin)["idea_duels"]) == 1
    DuelsData().forget(aylin, at=at)
    assert DuelsData().export(aylin) == {"idea_duels": []}
