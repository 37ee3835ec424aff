"""Many helpers, clocks and customers at once, with real commits: one comes, and the money is held once."""

from collections import Counter
from datetime import timedelta

import pytest

from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Offer
from kundenkreis.stages.marketplace.tests.searches import asked, helpers_around, searched
from kundenkreis.stages.marketplace.tests.visits import case_of, order
from tests.cast import PLACES, make_brand, make_person

# Many people at once on a database of their own.
pytestmark = pytest.mark.slow


@pytest.fixture
def town(committed_db, at):
    """Vreni in a town, committed."""
    from kundenkreis.brands.models import PostalCode

    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        yield brand, committed_db, make_person("Vreni", at)


def outcome(results):
    """How often what happened."""
    return Counter(
        result.reason if isinstance(result, Refused) else type(result).__name__
        for result in results
    )


def balanced():
    """Whether the books add up to nothing."""
    return sum(line.money.amount for line in ledger.trial_balance()) == 0


def test_fifty_helpers_say_yes_at_once(town, at):
    brand, db, vreni = town
    around = helpers_around(50, at)
    dispatch = searched(vreni, at)
    (wave,) = dispatch.waves.all()
    first = asked(dispatch)[0]
    # A wave is small by design; here everybody in town is asked in one.
    Offer.objects.bulk_create(
        Offer(request=dispatch.request, wave=wave, helper=helper, starts_at=first.starts_at, times=first.times, made_at=at, answer_by=first.answer_by)
        for helper in around
        if helper.pk not in {offer.helper_id for offer in asked(dispatch)}
    )  # fmt: skip
    offers = asked(dispatch)
    assert len(offers) == 50

    def say_yes(number):
        with scope.inside(brand.pk):
            return actions.claim(offers[number], by=offers[number].helper.person, at=at)

    results = db.together(50, say_yes)
    assert outcome(results) == {"Booking": 1, "another_was_faster": 49}
    assert Booking.objects.get().pk == dispatch.booking_id
    hold = FundsHold.objects.get()
    assert (hold.subject, hold.open.amount) == (dispatch.subject, 4900)
    assert dict(Counter(Offer.objects.values_list("answer", flat=True))) == {"accepted": 1, "overtaken": 49}  # fmt: skip
    assert balanced()


def test_all_decline_at_once_and_the_money_goes_back_once(town, at):
    brand, db, vreni = town
    helpers_around(3, at)
    dispatch = searched(vreni, at)
    offers = asked(dispatch)

    def say_no(number):
        with scope.inside(brand.pk):
            offer = offers[number % 3]
            return actions.pass_by(offer, by=offer.helper.person, at=at)

    results = db.together(6, say_no)
    counted = outcome(results)
    assert counted["Offer"] == 3
    assert set(counted) <= {"Offer", "wrong_state", "too_late"}
    dispatch.refresh_from_db()
    assert (dispatch.outcome, dispatch.request.state) == ("nobody", "open")
    hold = FundsHold.objects.get()
    assert (hold.open.amount, hold.refunded_amount) == (0, 4900)
    assert balanced()


def test_the_next_wave_goes_out_while_the_last_one_still_answers(town, at):
    brand, db, vreni = town
    helpers_around(8, at)
    dispatch = searched(vreni, at)
    offers, deadline = asked(dispatch), dispatch.next_at
    assert deadline

    def act(number):
        with scope.inside(brand.pk):
            if number % 2:
                return actions.go_on(dispatch, by=None, at=deadline)
            offer = offers[number // 2]
            return actions.claim(offer, by=offer.helper.person, at=deadline - timedelta(seconds=1))  # fmt: skip

    counted = outcome(db.together(6, act))
    dispatch.refresh_from_db()
    won = dispatch.outcome == "booked"
    assert counted["Booking"] == Booking.objects.count() == won
    assert dispatch.waves.count() == (1 if won else 2)
    assert set(counted) <= {"Booking", "Dispatch", "too_late", "another_was_faster"}
    open_now = Offer.objects.filter(answer="").count()
    assert open_now == (0 if won else 5)
    assert FundsHold.objects.get().open.amount == 4900


def test_the_customer_stops_while_helpers_say_yes(town, at):
    brand, db, vreni = town
    helpers_around(3, at)
    dispatch = searched(vreni, at)
    offers = asked(dispatch)

    def act(number):
        with scope.inside(brand.pk):
            if number == 3:
                return actions.stop_search(dispatch, by=vreni, at=at)
            return actions.claim(offers[number], by=offers[number].helper.person, at=at)

    counted = outcome(db.together(4, act))
    dispatch.refresh_from_db()
    won = dispatch.outcome == "booked"
    assert counted["Booking"] == Booking.objects.count() == won
    assert counted["Dispatch"] == (not won)
    assert set(counted) <= {"Booking", "Dispatch", "withdrawn", "another_was_faster", "wrong_state"}  # fmt: skip
    assert FundsHold.objects.get().open.amount == (4900 if won else 0)
    assert balanced()


def test_two_taps_for_someone_else_are_one_search(town, at):
    brand, db, vreni = town
    first, *_others = helpers_around(4, at)
    booking = order(case_of(vreni, at), first, at + timedelta(days=1, hours=1), at)
    booking = actions.refuse(booking, by=first.person, at=at)

    def tap(_number):
        with scope.inside(brand.pk):
            return actions.replace(booking, by=vreni, at=at)

    results = db.together(6, tap)
    assert outcome(results) == {"Dispatch": 6}
    assert {row.pk for row in results} == {Dispatch.objects.get().pk}
    assert sorted(hold.open.amount for hold in FundsHold.objects.all()) == [0, 4900]
    assert balanced()
