"""Where a helper stood and why is written down, read by her alone, and forgotten after a year."""

from datetime import timedelta

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.models import RankingExplanation
from kundenkreis.helpers.personal_data import HelpersData
from kundenkreis.helpers.tests.neighbours import neighbour, someone
from kundenkreis.helpers.tests.test_matching import find
from kundenkreis.notifications.models import EventRow


@pytest.fixture
def wifi(alpenfon):
    return ServicePackage.objects.get(slug="wifi")


@pytest.fixture
def matches(wifi, at):
    for number, place in enumerate(["8004", "8003", "8048"]):
        neighbour(someone(number, at), wifi, at=at, postal_code=place)
    return find(wifi, at)


@pytest.mark.flow
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


@pytest.mark.flow
def test_it_is_one_statement_and_twice_is_once(matches, at, django_assert_num_queries):
    with django_assert_num_queries(3):  # with the savepoint around it
        actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    assert RankingExplanation.objects.count() == 3
    assert all(row.asked for row in RankingExplanation.objects.all())
    actions.explain_ranking(subject="request:1", matches=[], by=None, at=at)


@pytest.mark.flow
def test_another_brand_reads_nothing(matches, at, seeland):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    with scope.inside(seeland.pk):
        assert queries.rankings_of(matches[0].helper) == []


@pytest.mark.flow
def test_after_a_year_it_is_forgotten(matches, at):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    actions.drop_explanations(at=at + timedelta(days=365))
    assert RankingExplanation.objects.count() == 3
    actions.drop_explanations(at=at + timedelta(days=366))
    assert not RankingExplanation.objects.exists()


@pytest.mark.flow
def test_whoever_leaves_takes_her_rankings_along(matches, at):
    actions.explain_ranking(subject="request:1", matches=matches, by=None, at=at)
    person = matches[0].helper.person
    assert HelpersData().export(person)["rankings"][0]["rank"] == 1
    HelpersData().forget(person, at=at)
    assert queries.rankings_of(matches[0].helper) == []
    assert RankingExplanation.objects.count() == 2


@pytest.mark.flow
def test_a_manager_changes_what_counts_and_it_counts_at_once(matches, wifi, at, mira):
    far_but_good = matches[-1]
    type(far_but_good.membership).objects.filter(pk=far_but_good.membership.pk).update(
        quality=1
    )
    only = {"distance": 0, "standing": 100, "price": 0, "rest": 0}
    row = actions.set_weights(only, newcomers=0, by=mira, at=at)
    assert (row.changed_by, row.changed_at) == (mira, at)
    event = EventRow.objects.get(name="ranking_weights_set")
    assert event.by == mira
    first = find(wifi, at)[0]
    assert first.helper == far_but_good.helper
    assert first.parts == pytest.approx(
        {"distance": 0, "standing": 1, "price": 0, "rest": 0}
    )


def test_weights_make_a_hundred_and_are_set_by_managers(
    alpenfon, at, mira, reto, kai, seeland
):
    half = {"distance": 50, "standing": 30, "price": 10, "rest": 9}
    with pytest.raises(Invalid):
        actions.set_weights(half, newcomers=10, by=mira, at=at)
    half["rest"] = 10
    with pytest.raises(Invalid):
        actions.set_weights(half, newcomers=31, by=mira, at=at)
    for person in (reto, kai):
        with pytest.raises(NotAllowed):
            actions.set_weights(half, newcomers=10, by=person, at=at)
    actions.set_weights(half, newcomers=10, by=mira, at=at)
    assert queries.weights() == (half, 10)
    with scope.inside(seeland.pk):
        assert queries.weights()[0]["distance"] == 45


@pytest.mark.slow
def test_newcomers_get_their_share_of_places_and_no_more(wifi, at):
    helpers = [neighbour(someone(number, at), wifi, at=at) for number in range(8)]
    for helper in helpers[:6]:
        helper.memberships.update(jobs=9, quality=0.97)
    found = find(wifi, at, limit=3)
    assert [match.membership.jobs for match in found][:2] == [9, 9]
    days = [find(wifi, at + timedelta(days=day), limit=3) for day in range(40)]
    fresh = [sum(match.membership.jobs < 5 for match in found) for found in days]
    assert max(fresh) == 1
    assert 4 <= sum(fresh) <= 20  # 12 expected: a tenth of 120 places
    again = find(wifi, at, limit=3)
    assert [match.helper for match in again] == [match.helper for match in found]
    # Full conditions: a newcomer who cannot come takes no place.
    for helper in helpers[6:]:
        actions.pause(helper, by=helper.person, at=at)
    assert all(match.membership.jobs == 9 for day in range(9) for match in find(wifi, at + timedelta(days=day), limit=3))  # fmt: skip
