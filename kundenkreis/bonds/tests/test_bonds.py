"""Favourites stand first; who is not wanted again is never sent, and never learns why."""

import pytest

from kundenkreis.bonds import actions, queries
from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.bonds.personal_data import BondsData
from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import NotAllowed, NotFound
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.tests.neighbours import neighbour


def wifi() -> ServicePackage:
    """The service that everybody here does."""
    return ServicePackage.objects.get(slug="wifi")


@pytest.fixture
def helper(alpenfon, jonas, at) -> Helper:
    return neighbour(jonas, wifi(), at=at)


def test_a_favourite_is_said_once_and_taken_back(helper, vreni, at):
    for _twice in range(2):
        actions.favour(vreni, helper, by=vreni, at=at)
    assert [row.helper for row in queries.favourites_of(vreni)] == [helper]
    for _twice in range(2):
        actions.unfavour(vreni, helper, by=vreni, at=at)
    assert queries.favourites_of(vreni) == []


def test_not_again_ends_the_favourite_and_favourite_ends_not_again(helper, vreni, at):
    actions.favour(vreni, helper, by=vreni, at=at)
    actions.avoid(vreni, helper, side="customer", by=vreni, at=at)
    assert not Favourite.objects.exists()
    assert queries.kept_apart(vreni) == {helper.pk}
    actions.favour(vreni, helper, by=vreni, at=at)
    assert not Avoidance.objects.exists()


@pytest.mark.flow
def test_each_side_speaks_for_itself_and_staff_for_a_caller(helper, vreni, jonas, beat, reto, kai, at):  # fmt: skip
    for by in (jonas, beat, kai):
        with pytest.raises(NotAllowed):
            actions.favour(vreni, helper, by=by, at=at)
        with pytest.raises(NotAllowed):
            actions.avoid(vreni, helper, side="customer", by=by, at=at)
    with pytest.raises(NotAllowed):
        actions.avoid(vreni, helper, side="helper", by=vreni, at=at)
    actions.avoid(vreni, helper, side="helper", by=jonas, at=at)
    actions.favour(vreni, helper, by=reto, at=at)
    assert Favourite.objects.get().by == reto


@pytest.mark.flow
def test_nobody_reads_what_the_other_side_said(helper, vreni, jonas, at):
    hers = actions.avoid(vreni, helper, side="customer", by=vreni, at=at)
    his = actions.avoid(vreni, helper, side="helper", by=jonas, at=at)
    assert queries.avoidances_of(vreni) == [hers]
    assert queries.avoidances_of(jonas) == [his]
    with pytest.raises(NotFound):
        queries.avoidance_of(jonas, hers.pk)
    with pytest.raises(NotAllowed):
        actions.forgive(hers, by=jonas, at=at)
    plug = BondsData()
    assert [row["side"] for row in plug.export(jonas)["not_again"]] == ["helper"]
    assert [row["side"] for row in plug.export(vreni)["not_again"]] == ["customer"]
    actions.forgive(his, by=jonas, at=at)
    assert queries.kept_apart(vreni) == {helper.pk}, "the other side's word stands"


def test_whoever_is_forgotten_leaves_no_word_behind(helper, vreni, jonas, at):
    actions.avoid(vreni, helper, side="customer", by=vreni, at=at)
    actions.avoid(vreni, helper, side="helper", by=jonas, at=at)
    BondsData().forget(vreni, at=at)
    assert not Avoidance.objects.exists()


@pytest.mark.flow
def test_the_list_of_favourites_costs_the_same_for_many(helper, vreni, aylin, mira, at, django_assert_num_queries):  # fmt: skip
    actions.favour(vreni, helper, by=vreni, at=at)
    with django_assert_num_queries(1):
        [row.helper.person.shown_name for row in queries.favourites_of(vreni)]
    for person in (aylin, mira):
        actions.favour(vreni, neighbour(person, wifi(), at=at), by=vreni, at=at)
    with django_assert_num_queries(1):
        assert (
            len([row.helper.person.shown_name for row in queries.favourites_of(vreni)]) == 3
        )
