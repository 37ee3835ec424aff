"""Revoked while booking: either the visit was ordered before, or it is refused. Never afterwards."""

from datetime import timedelta

import pytest

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.people import actions as people
from kundenkreis.people.models import TrustedPerson
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order
from tests.cast import PLACES, make_brand, make_person

pytestmark = pytest.mark.slow


@pytest.fixture
def home(committed_db, at):
    """Vreni, Beat who may book for her, Jonas; committed."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, beat = make_person("Vreni", at), make_person("Beat", at)
        helper = helper_jonas(make_person("Jonas", at, "helper"), at)
        row = people.trust(
            vreni, name="Beat", email=beat.email or "", may_book=True, by=vreni, at=at
        )
        people.answer_trust(row, accepts=True, by=beat, at=at)
        yield brand, committed_db, vreni, beat, helper, row


def test_revoked_while_booking(home, at):
    brand, db, vreni, beat, helper, row = home
    cases = [case_of(vreni, at) for _number in range(8)]
    starts = [at + timedelta(days=1 + number) for number in range(8)]

    def act(number):
        with scope.inside(brand.pk):
            if number == 8:
                return people.end_trust(row, by=vreni, at=at)
            return order(cases[number], helper, starts[number], at, by=beat)

    results = db.together(9, act)
    booked = [r for r in results[:8] if isinstance(r, Booking)]
    refused = [r for r in results[:8] if isinstance(r, Refused)]
    assert len(booked) + len(refused) == 8, results
    assert {each.reason for each in refused} <= {"not_yours"}
    assert TrustedPerson.objects.get().ended_at == at
    # What stands in the database is what was answered, and from now on nothing more comes.
    assert Booking.objects.filter(made_by=beat).count() == len(booked)
    with pytest.raises(Refused):
        order(case_of(vreni, at), helper, at + timedelta(days=10), at, by=beat)
    for booking in booked:
        with pytest.raises(Refused):
            actions.cancel(booking, by=beat, at=at)


def test_a_booking_under_way_lets_the_end_wait(home, at):
    """The lock, seen: while his order holds the row, her end comes after it, not into it."""
    brand, db, vreni, beat, helper, row = home
    case = case_of(vreni, at)
    from threading import Event
    from time import sleep

    from django.db import transaction

    ordered, done = Event(), []

    def act(number):
        with scope.inside(brand.pk):
            if number == 1:
                assert ordered.wait(20)
                people.end_trust(row, by=vreni, at=at)
                done.append("ended")
                return
            with transaction.atomic():
                order(case, helper, at + timedelta(days=1), at, by=beat)
                ordered.set()
                sleep(0.5)
                done.append("ordered")
            return

    assert db.together(2, act) == [None, None]
    assert done == ["ordered", "ended"]
