"""Many at once, with real commits: one wins, the others read a sentence, no law is broken."""

from collections import Counter
from datetime import time, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError

from kundenkreis.bonds import actions as bonds
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Availability, Slot, Verification
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking, Offer, Request
from kundenkreis.stages.marketplace.tests.visits import (
    order,
    take,
)

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


def outcome(results):
    """How often what happened."""
    return Counter(
        result.reason if isinstance(result, Refused) else type(result).__name__
        for result in results
    )


def test_fifty_people_want_the_same_hour(town, at):
    brand, db, helper, cases, _mira = town
    starts = at + timedelta(days=1)

    def book(number):
        with scope.inside(brand.pk):
            return order(cases[number], helper, starts, at)

    results = db.together(50, book)
    assert outcome(results) == {"Booking": 1, "slot_taken": 49}
    assert Slot.objects.count() == Booking.objects.count() == Offer.objects.count() == 1
    hold = FundsHold.objects.get()
    assert (hold.subject, hold.amount) == (Booking.objects.get().subject, 4900)
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0
    assert set(Request.objects.values_list("state", flat=True)) == {"offered"}


def test_overlapping_hours_leave_the_way_between_free(town, at):
    brand, db, helper, cases, _mira = town

    def book(number):
        with scope.inside(brand.pk):
            return order(
                cases[number], helper, at + timedelta(days=1, minutes=30 * (number % 6)), at
            )

    db.together(24, book)
    spans = sorted(
        Slot.objects.values_list("visit", flat=True), key=lambda span: span.lower
    )
    assert len(spans) >= 1
    for before, after in pairwise(spans):
        assert after.lower - before.upper >= helper.buffer


def test_hours_are_cut_while_people_book(town, at):
    brand, db, helper, cases, _mira = town
    starts = at + timedelta(days=1)

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return helpers.change_plan(
                    helper, week=[(6, time(8), time(9))], by=None, at=at
                )
            return order(
                cases[number], helper, starts + timedelta(hours=2 * (number % 4)), at
            )

    results = db.together(12, act)
    assert not any(isinstance(result, IntegrityError) for result in results), results
    assert set(outcome(results)) <= {"Helper", "Booking", "slot_taken", "not_available"}
    for slot in Slot.objects.all():
        assert Availability.objects.filter(
            helper=helper, open__contains=slot.visit
        ).exists()


def test_a_check_is_revoked_while_people_book(town, at):
    brand, db, helper, cases, mira = town
    check = Verification.objects.get()

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return actions.revoke_verification(check, by=mira, at=at)
            return order(
                cases[number], helper, at + timedelta(days=1, hours=2 * (number % 4)), at
            )

    results = db.together(12, act)
    assert set(outcome(results)) <= {"list", "Booking", "slot_taken", "not_verified"}, (
        results
    )
    assert Verification.objects.get().valid.upper == at
    assert not Slot.objects.exists()
    assert not Booking.objects.live().exists()
    assert sum(hold.open.amount for hold in FundsHold.objects.all()) == 0


def test_helper_accepts_while_customer_cancels(town, at):
    brand, db, helper, cases, _mira = town
    booking = order(cases[0], helper, at + timedelta(days=1), at)

    def act(number):
        with scope.inside(brand.pk):
            if number % 2:
                return actions.accept(booking, by=helper.person, at=at)
            return actions.cancel(booking, by=cases[0].customer, at=at)

    results = db.together(6, act)
    assert set(outcome(results)) <= {"Booking", "wrong_state"}
    assert Booking.objects.get().state == "cancelled"
    assert FundsHold.objects.get().open.amount == 0


def test_a_yes_in_the_moment_of_completion_is_charged_once_or_not_at_all(town, at):
    """Yes, no and the helper's end at the same time: the extra has one answer, and the money follows it."""
    brand, db, helper, cases, _mira = town
    jonas = helper.person
    booking = order(cases[0], helper, at + timedelta(days=1), at)
    for name in ("accept", "depart", "start"):
        booking = take(booking, name, at)
    extra = actions.propose_extra(booking, minutes=30, by=jonas, at=at)
    customer = booking.customer

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return take(booking, "complete", at)
            answer = (actions.consent, actions.refuse_extra)[number % 2]
            return answer(extra, by=customer, at=at)

    db.together(9, act)
    fresh = Booking.objects.get(pk=booking.pk)
    state = fresh.extras.get().state
    held = FundsHold.objects.filter(subject=extra.subject).count()
    longer = fresh.ends_at - fresh.starts_at == timedelta(minutes=90)
    assert (held == 1, longer) == ((state == "consented",) * 2)
    assert fresh.state == "completed"
    assert sum(line.money.amount for line in ledger.trial_balance()) == 0


def test_two_taps_a_cancellation_and_a_stranger_at_the_same_moment(town, at):
    """Both sides' devices, the clock and someone who wants the same hour: one time holds, or none."""
    brand, db, helper, cases, _mira = town
    booking = order(cases[0], helper, at + timedelta(days=1), at)
    actions.accept(booking, by=helper.person, at=at)
    times = [booking.starts_at + timedelta(days=n) for n in (1, 2, 3)]
    customer = booking.customer
    asked = actions.propose_times(booking, times=times, by=customer, at=at)

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return order(cases[1], helper, times[0], at)
            if number == 1:
                return actions.decline_times(asked, by=helper.person, at=at)
            return actions.agree(
                booking,
                proposal=asked,
                starts_at=times[number % 3],
                by=helper.person,
                at=at,
            )

    seen = outcome(db.together(9, act))
    assert set(seen) <= {"Booking", "TimeProposal", "slot_taken", "answered"}
    asked.refresh_from_db()
    fresh = Booking.objects.select_related("slot").get(pk=booking.pk)
    assert fresh.history.filter(name="agree").count() == (asked.state == "taken")
    assert fresh.starts_at == (asked.taken or booking.starts_at)
    assert fresh.slot
    assert fresh.slot.visit == fresh.during
    assert seen["TimeProposal"] + fresh.history.filter(name="agree").count() == 1
    assert Slot.objects.count() == Booking.objects.live().count()


def test_not_again_in_the_moment_of_booking(town, at):
    """Either the visit was booked before the word, or it is refused; never after."""
    brand, db, helper, cases, _mira = town

    def act(number):
        with scope.inside(brand.pk):
            if number % 2:
                return bonds.avoid(
                    cases[number // 2].customer,
                    helper,
                    side="helper",
                    by=helper.person,
                    at=at,
                )
            start = at + timedelta(days=1, hours=3 * (number // 2 % 4))
            return order(cases[number // 2], helper, start, at)

    seen = outcome(db.together(8, act))
    assert set(seen) <= {"Booking", "Avoidance", "not_offered", "slot_taken"}
    assert seen["Avoidance"] == 4
    for booking in Booking.objects.all():
        with pytest.raises(Refused) as refused:
            order(cases[10], helper, booking.starts_at, at)
        assert refused.value.reason == "slot_taken"
    for case in cases[:4]:
        with pytest.raises(Refused):
            order(case, helper, at + timedelta(days=5), at)
