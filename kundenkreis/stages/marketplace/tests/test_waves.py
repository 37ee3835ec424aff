"""«Whoever can come first»: waves, their clock, the first yes, and every way it may go wrong."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand, RankingExplanation
from kundenkreis.ledger.models import FundsHold
from kundenkreis.notifications.models import Reach
from kundenkreis.stages.marketplace import actions, choosing, pace, schedule
from kundenkreis.stages.marketplace.models import Booking, Dispatch, Offer, Request
from kundenkreis.stages.marketplace.tests.searches import (
    asked,
    everyone_declines,
    helpers_around,
    reason_of,
    searched,
    tomorrow,
)
from kundenkreis.stages.marketplace.tests.visits import case_of, order, wifi

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.mark.flow
def test_the_first_wave_asks_three_and_the_price_waits(vreni, at):
    helpers_around(6, at)
    dispatch = searched(vreni, at)
    offers = asked(dispatch)
    assert len(offers) == 3
    assert {offer.starts_at for offer in offers} == {tomorrow(at)[0][0]}
    hold = FundsHold.objects.get()
    assert (hold.subject, hold.amount, hold.payee) == (dispatch.subject, 4900, None)
    assert Request.objects.get().state == "offered"
    rows = RankingExplanation.objects.filter(subject=f"dispatch:{dispatch.pk}")
    assert (rows.count(), rows.filter(asked=True).count()) == (6, 3)


@pytest.mark.slow
def test_the_first_yes_is_the_booking_and_pays_from_the_same_hold(vreni, at):
    helpers_around(5, at)
    dispatch = searched(vreni, at)
    first, second, _third = asked(dispatch)
    booking = actions.claim(first, by=first.helper.person, at=at)
    assert (booking.pk, booking.state, booking.helper) == (
        dispatch.booking_id,
        "confirmed",
        first.helper,
    )
    assert [row.name for row in booking.history.all()] == ["claim"]
    assert reason_of(lambda: actions.claim(second, by=second.helper.person, at=at)) == (
        "another_was_faster"
    )
    assert Request.objects.get().state == "accepted"
    answers = Offer.objects.order_by("answer").values_list("answer", flat=True)
    assert list(answers) == ["accepted", "overtaken", "overtaken"]
    booking = actions.depart(booking, by=first.helper.person, at=booking.starts_at)
    booking = actions.start(booking, code_word=booking.code_word, by=first.helper.person, at=booking.starts_at)  # fmt: skip
    booking = actions.complete(booking, by=first.helper.person, at=booking.ends_at)
    actions.sign_off(booking, by=vreni, at=booking.ends_at)
    hold = FundsHold.objects.get()
    assert (hold.captured_amount, hold.open.amount, hold.payee) == (4900, 0, first.helper.person)  # fmt: skip


@pytest.mark.slow
def test_waves_grow_and_nobody_is_asked_twice(vreni, at):
    helpers_around(18, at)
    dispatch = searched(vreni, at)
    sizes = [len(asked(dispatch))]
    while dispatch.next_at:
        dispatch = actions.go_on(dispatch, by=None, at=dispatch.next_at)
        sizes.append(len(asked(dispatch)))
    assert sizes == [3, 5, 8, 2, 0]
    assert dispatch.outcome == "nobody"
    assert Offer.objects.values("helper").distinct().count() == 18


@pytest.mark.slow
def test_when_all_decline_the_next_are_asked_at_once_and_then_the_money_goes_back(
    vreni, at
):
    around = helpers_around(7, at)
    before = {row.pk: (row.quality, row.cancellations) for row in HelperBrand.objects.all()}
    dispatch = searched(vreni, at)
    assert everyone_declines(dispatch, at) == 7 == len(around)
    dispatch.refresh_from_db()
    assert dispatch.outcome == "nobody"
    assert FundsHold.objects.get().open.amount == 0
    assert FundsHold.objects.get().refunded_amount == 4900
    assert Request.objects.get().state == "open"
    assert before == {
        row.pk: (row.quality, row.cancellations) for row in HelperBrand.objects.all()
    }


@pytest.mark.slow
def test_the_clock_goes_on_only_when_the_deadline_has_passed(vreni, at):
    helpers_around(9, at)
    dispatch = searched(vreni, at)
    deadline = dispatch.waves.get().until
    schedule.due(at=deadline - timedelta(seconds=1))
    assert dispatch.waves.count() == 1
    schedule.due(at=deadline)
    schedule.due(at=deadline)
    assert dispatch.waves.count() == 2
    late = Offer.objects.filter(answer="expired").earliest("made_at")
    assert reason_of(lambda: actions.claim(late, by=late.helper.person, at=at)) == "too_late"  # fmt: skip


@pytest.mark.flow
def test_a_helper_who_pauses_between_question_and_yes_is_refused(vreni, at):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    one, other = asked(dispatch)
    helpers.pause(one.helper, by=one.helper.person, at=at)
    assert reason_of(lambda: actions.claim(one, by=one.helper.person, at=at)) == "not_offered"  # fmt: skip
    helpers.revoke(other.helper.verifications.get(), by=None, at=at)
    assert reason_of(lambda: actions.claim(other, by=other.helper.person, at=at)) == "not_verified"  # fmt: skip
    assert not Booking.objects.exists()


@pytest.mark.flow
def test_a_helper_booked_meanwhile_cannot_claim_and_others_still_can(
    vreni, beat, at, alpenfon
):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    one, other = asked(dispatch)
    order(case_of(beat, at), one.helper, one.starts_at, at)
    assert reason_of(lambda: actions.claim(one, by=one.helper.person, at=at)) == "slot_taken"  # fmt: skip
    assert actions.claim(other, by=other.helper.person, at=at).helper == other.helper


@pytest.mark.flow
def test_only_the_asked_helper_answers_and_only_at_an_offered_time(vreni, jonas, at):
    helpers_around(1, at)
    (offer,) = asked(searched(vreni, at))
    with pytest.raises(NotAllowed):
        actions.claim(offer, by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.pass_by(offer, by=vreni, at=at)
    wrong = offer.starts_at + timedelta(minutes=30)
    assert reason_of(lambda: actions.claim(offer, starts_at=wrong, by=offer.helper.person, at=at)) == "not_offered_time"  # fmt: skip


@pytest.mark.flow
def test_the_customer_stops_the_search_and_has_everything_back(vreni, jonas, at):
    helpers_around(2, at)
    dispatch = searched(vreni, at)
    offer = asked(dispatch)[0]
    with pytest.raises(NotAllowed):
        actions.stop_search(dispatch, by=jonas, at=at)
    actions.stop_search(dispatch, by=vreni, at=at)
    assert FundsHold.objects.get().open.amount == 0
    assert reason_of(lambda: actions.claim(offer, by=offer.helper.person, at=at)) == "withdrawn"  # fmt: skip
    assert reason_of(lambda: actions.stop_search(dispatch, by=vreni, at=at)) == "wrong_state"  # fmt: skip


@pytest.mark.flow
def test_a_solved_case_needs_nobody_any_more(vreni, at, alpenfon):
    from kundenkreis.notifications.models import EventRow
    from kundenkreis.stages.marketplace import reactions

    helpers_around(1, at)
    dispatch = searched(vreni, at)
    cases.solve(dispatch.request.case, by=vreni, at=at)
    row = EventRow.objects.get(name="case_solved")
    from kundenkreis.cases.events import CaseSolved

    reactions.end_search_with_case(CaseSolved(**row.payload), row=row)
    assert Dispatch.objects.get().outcome == "withdrawn"
    assert FundsHold.objects.get().open.amount == 0


def test_with_nobody_free_nothing_is_ordered_and_nothing_held(vreni, at):
    with pytest.raises(Refused) as refused:
        searched(vreni, at)
    assert refused.value.reason == "nobody_free"
    assert not Dispatch.objects.exists()
    assert not FundsHold.objects.exists()


@pytest.mark.flow
@pytest.mark.parametrize("hours", [[(-3, -1)], [(5, 4)], [(1, 2), (3, 4), (5, 6), (7, 8)], [(1, 24 * 90)]])  # fmt: skip
def test_windows_must_make_sense(hours, vreni, at):
    helpers_around(1, at)
    given = [(at + timedelta(hours=a), at + timedelta(hours=b)) for a, b in hours]
    with pytest.raises(Invalid):
        searched(vreni, at, windows=given)


@pytest.mark.flow
def test_the_price_shown_counts(vreni, at):
    helpers_around(1, at)
    with pytest.raises(Refused) as refused:
        searched(vreni, at, shown_price=4000)
    assert refused.value.reason == "price_changed"


@pytest.mark.flow
def test_who_asks_more_than_the_fixed_price_is_not_asked(vreni, at):
    cheap, dear = helpers_around(2, at)
    helpers.offer_package(dear, wifi(), price=5900, by=None, at=at)
    assert [offer.helper for offer in asked(searched(vreni, at))] == [cheap]


@pytest.mark.flow
def test_who_was_asked_least_lately_comes_first(vreni, beat, at):
    around = helpers_around(6, at)
    first = {offer.helper for offer in asked(searched(vreni, at))}
    second = {offer.helper for offer in asked(searched(beat, at))}
    assert first | second == set(around)


@pytest.mark.flow
def test_nobody_has_more_than_three_open_questions(vreni, beat, at):
    (helper,) = helpers_around(1, at)
    for _number in range(3):
        searched(vreni, at)
    assert reason_of(lambda: searched(beat, at)) == "nobody_free"
    assert Offer.objects.filter(helper=helper, answer="").count() == choosing.MOST_OPEN


@pytest.mark.slow
def test_a_long_day_ends_in_rest(vreni, beat, at):
    tired, fresh = helpers_around(2, at)
    tired = helpers.change_profile(tired, capacity=12, travel_buffer=0, by=tired.person, at=at)  # fmt: skip
    start = tomorrow(at)[0][1]
    for hour in range(6):
        order(case_of(vreni, at), tired, start + timedelta(hours=1 + hour), at)
    assert [offer.helper for offer in asked(searched(beat, at))] == [fresh]


@pytest.mark.slow
def test_at_night_nobody_is_asked_who_does_not_want_it(vreni, at, alpenfon):
    around = helpers_around(4, at)
    night = at.replace(hour=22)
    dispatch = searched(vreni, night)
    assert asked(dispatch) == []
    assert dispatch.next_at == (at + timedelta(days=1)).replace(hour=7)
    Reach.objects.create(person=around[2].person, nights_at=at)
    assert [o.helper for o in asked(searched(vreni, night))] == [around[2]]
    dispatch = actions.go_on(dispatch, by=None, at=dispatch.next_at)
    assert len(asked(dispatch)) == 3


@pytest.mark.flow
def test_a_deadline_does_not_run_out_at_night(vreni, at):
    helpers_around(4, at)
    evening = at.replace(hour=20, minute=50)
    later = [(start + timedelta(days=3), end + timedelta(days=3)) for start, end in tomorrow(at)]  # fmt: skip
    dispatch = searched(vreni, evening, windows=later)
    assert dispatch.next_at == (at + timedelta(days=1)).replace(hour=8, minute=50)


@pytest.mark.parametrize(("evening", "hours"), [((2026, 3, 28), 10), ((2026, 10, 24), 12)])
def test_a_night_in_which_clocks_change_is_still_a_night(evening, hours):
    start = datetime.combine(date(*evening), time(20, 30), ZURICH)
    ends = pace.after(start, timedelta(hours=1), zone=ZURICH)
    assert ends.astimezone(ZURICH).timetuple()[3:5] == (7, 30)
    # Nine or eleven hours of night instead of ten, and one of day.
    assert ends - start.astimezone(UTC) == timedelta(hours=hours)


def test_waves_hurry_when_the_visit_is_near():
    at = datetime(2026, 3, 10, 9, tzinfo=ZURICH)
    assert pace.patience(at + timedelta(hours=3), urgent=False, at=at) == pace.AT_ONCE
    assert pace.patience(at + timedelta(hours=20), urgent=False, at=at) == pace.SHORT
    assert pace.patience(at + timedelta(days=4), urgent=False, at=at) == pace.LONG
    assert pace.patience(at + timedelta(days=4), urgent=True, at=at) == pace.AT_ONCE


@pytest.mark.flow
def test_staff_orders_for_a_caller(vreni, reto, at):
    helpers_around(1, at)
    dispatch = searched(vreni, at, by=reto)
    assert (dispatch.begun_by, dispatch.request.case.customer) == (reto, vreni)


@pytest.mark.flow
def test_looking_for_the_next_costs_the_same_however_many_there_are(
    vreni, at, django_assert_num_queries
):
    helpers_around(4, at)
    dispatch = Dispatch.objects.with_names().get(pk=searched(vreni, at).pk)
    with django_assert_num_queries(10):
        assert len(choosing.candidates(dispatch, at=at)) == 1
    Offer.objects.all().delete()
    with django_assert_num_queries(10):
        assert len(choosing.candidates(dispatch, at=at)) == 4
