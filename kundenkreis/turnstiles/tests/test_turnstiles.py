"""So often an hour by person or network; nobody's address is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kundenkreis.core import network, scope
from kundenkreis.core.refusal import TooMany
from kundenkreis.people.models import Person
from kundenkreis.turnstiles import actions, schedule
from kundenkreis.turnstiles.models import Passing
from tests.cast import make_brand

HERE = network.fingerprint("203.0.113.7", day=date(2026, 3, 10), secret="x")  # fmt: skip


def often(times, *, by, at, most=2, shared=3):
    for _n in range(times):
        actions.enter("assistant", most=most, shared=shared, by=by, at=at)


def test_a_person_comes_so_often_and_again_when_the_hour_is_over(vreni, aylin, at):
    often(2, by=vreni, at=at)
    with pytest.raises(TooMany) as refused:
        often(1, by=vreni, at=at + timedelta(minutes=20))
    assert refused.value.wait == timedelta(minutes=40)
    assert "10:00" in refused.value.sentence
    often(1, by=aylin, at=at)
    actions.enter("walk", most=1, shared=1, by=vreni, at=at)
    often(2, by=vreni, at=at + timedelta(hours=1))


def test_who_has_no_account_shares_the_networks_number(alpenfon, at):
    guest = Person.objects.create(name="Gast", joined_at=at)
    with network.inside(HERE):
        often(2, by=None, at=at)
        often(1, by=guest, at=at)
        with pytest.raises(TooMany):
            often(1, by=None, at=at)
    often(5, by=None, at=at)
    assert {row.who for row in Passing.objects.all()} == {HERE}
    assert "203" not in HERE


def test_it_is_forgotten_after_a_day_and_brands_count_apart(vreni, seeland, at):
    often(2, by=vreni, at=at)
    with scope.inside(seeland.pk):
        often(2, by=vreni, at=at)
    schedule.due(at=at + timedelta(days=1, minutes=1))
    assert Passing.across_brands.count() == 2
    assert not Passing.objects.exists()


@pytest.mark.slow
def test_at_the_same_moment_no_more_get_through(committed_db):
    when = datetime(2026, 3, 10, 9, tzinfo=UTC)
    brand = make_brand("gate", "Gate", when)

    def one(_n):
        with scope.inside(brand.pk), network.inside("n" * 32):
            actions.enter("assistant", most=1, shared=3, by=None, at=when)

    found = committed_db.together(8, one)
    assert sum(each is None for each in found) == 3
    assert all(each is None or isinstance(each, TooMany) for each in found)
