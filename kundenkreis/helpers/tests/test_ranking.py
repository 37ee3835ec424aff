"""Where a helper stood and why is written down, read by her alone, and forgotten after a year."""

from datetime import timedelta

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.models import RankingExplanation
from kundenkreis.helpers.personal_data import HelpersData
from kundenkreis.helpers.tests.neighbours import neighbour, someone
from kundenkreis.helpers.tests.test_matching import find


@pytest.fixture
def wifi(alpenfon):
    return ServicePackage.objects.get(slug="wifi")


@pytest.fixture
def matches(wifi, at):
    for number, place in enumerate(["8004", "8003", "8048"]):
        neighbour(someone(number, at), wifi, at=at, postal_code=place)
    return find(wifi, at)


def test_everyone_considered_can_read_where_she_stood(matches, wifi, at):
    first, second, third = matches
    actions.explain_ranking(
        subject="request:1", matches=matches, package=wifi, asked={first.helper.pk}, by=None, at=at
    )  # fmt: skip
    [row] = queries.rankings_of(second.helper)
    assert (row.rank, row.pool, row.asked, row.package) == (2, 3, False, wifi)
    assert row.parts == {name: round(part, 3) for name, part in second.parts.items()}
    assert row.score == pytest.approx(sum(row.parts.values()), abs=0.002)
    assert set(row.weights) == set(row.parts)
    assert queries.rankings_of(first.helper)[0].asked
    assert queries.rankings_of(third.helper)[0].rank == 3


def test_it_is_two_statements_and_twice_is_once(matches, at, django_assert_num_queries):
    with django_assert_num_queries(4):  # with the savepoint around it
        actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    assert RankingExplanation.objects.count() == 3
    assert all(row.asked for row in RankingExplanation.objects.all())
    actions.explain_ranking(subject="request:1", matches=[], by=None, at=at)


def test_another_brand_reads_nothing(matches, at, seeland):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    with scope.inside(seeland.pk):
        assert queries.rankings_of(matches[0].helper) == []


def test_after_a_year_it_is_forgotten(matches, at):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    actions.drop_explanations(at=at + timedelta(days=365))
    assert RankingExplanation.objects.count() == 3
    actions.drop_explanations(at=at + timedelta(days=366))
    assert not RankingExplanation.objects.exists()


def test_whoever_leaves_takes_her_rankings_along(matches, at):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    person = matches[0].helper.person
    assert HelpersData().export(person)["rankings"][0]["rank"] == 1
    HelpersData().forget(person, at=at)
    assert queries.rankings_of(matches[0].helper) == []
    assert RankingExplanation.objects.count() == 2
