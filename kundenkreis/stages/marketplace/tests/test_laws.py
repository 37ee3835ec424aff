"""The database keeps the promises, whatever a program does: attacks with plain SQL."""

from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.types.range import TimestamptzRange

from kundenkreis.helpers.models import Availability, HelperBrand, Slot, Verification
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import case_of, order, wifi


def attack(law, statement, *values):
    """The statement is refused by the law of this name, at once or at commit."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _now_and_at_commit(statement, values)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    assert refused.value.__cause__.diag.constraint_name == law


def _now_and_at_commit(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("set constraints all immediate")


INSERT_SLOT = """insert into kundenkreis_slot (id, brand_id, helper_id, package_id, visit, during, made_at)
    select gen_random_uuid(), brand_id, helper_id, package_id, %s, %s, made_at from kundenkreis_slot"""


def test_no_two_visits_at_once(held):
    later = TimestamptzRange(
        held.ends_at - timedelta(minutes=1), held.ends_at + timedelta(hours=1)
    )
    attack("slot_no_overlap", INSERT_SLOT, later, later)


def test_no_visit_outside_the_declared_hours(held):
    night = held.starts_at.replace(hour=3)
    span = TimestamptzRange(night, night + timedelta(hours=1))
    attack("slot_inside_availability", INSERT_SLOT, span, span)


def test_no_visit_without_every_check_the_package_asks_for(held):
    free = TimestamptzRange(
        held.starts_at + timedelta(hours=4), held.ends_at + timedelta(hours=4)
    )
    attack("slot_requirements", INSERT_SLOT, free, free)
    attack("slot_requirements", "delete from kundenkreis_slotrequirement")


def test_a_requirement_speaks_of_its_own_slot_and_time(held):
    attack("requirement_of_slot", "update kundenkreis_slotrequirement set visit = %s",
           TimestamptzRange(held.starts_at, held.starts_at + timedelta(minutes=1)))  # fmt: skip


def test_a_check_is_not_shortened_or_removed_under_a_visit(held, at):
    attack(
        "requirement_verified",
        "update kundenkreis_verification set valid = tstzrange(lower(valid), %s)",
        at,
    )
    attack("requirement_verified", "delete from kundenkreis_verification")


def test_a_check_is_not_recorded_twice_for_the_same_time(held):
    attack(
        "verification_no_overlap",
        """insert into kundenkreis_verification (brand_id, helper_id, kind, valid, checked_at)
        select brand_id, helper_id, kind, valid, checked_at from kundenkreis_verification""",
    )


def test_hours_are_not_removed_or_doubled_under_a_visit(held):
    attack(
        "slot_inside_availability",
        "delete from kundenkreis_availability where open && %s",
        held.during,
    )
    attack(
        "availability_no_overlap",
        """insert into kundenkreis_availability (helper_id, open)
        select helper_id, open from kundenkreis_availability limit 1""",
    )


@pytest.mark.flow
def test_nothing_belongs_to_a_helper_who_is_no_member(held, seeland):
    attack(
        "package_of_member",
        "update kundenkreis_helperpackage set brand_id = %s",
        seeland.pk,
    )
    attack("verification_of_member", """insert into kundenkreis_verification (brand_id, helper_id, kind, valid, checked_at)
        select %s, helper_id, kind, valid, checked_at from kundenkreis_verification""", seeland.pk)  # fmt: skip
    other = TimestamptzRange(
        held.starts_at + timedelta(hours=4), held.ends_at + timedelta(hours=4)
    )
    attack("slot_of_member", INSERT_SLOT.replace("brand_id", "%s", 2).replace("(id, %s,", "(id, brand_id,"), seeland.pk, other, other)  # fmt: skip


def test_history_follows_the_table_without_jumps_lies_or_changes(held):
    row = """insert into kundenkreis_bookingtransition
        (brand_id, booking_id, seq, name, from_state, to_state, actor, reason, at)
        select brand_id, id, %s, %s, %s, %s, 'helper', '', made_at from kundenkreis_booking"""
    attack("history_allowed", row, 2, "complete", "held", "completed")
    attack("history_unbroken", row, 2, "depart", "confirmed", "on_the_way")
    attack("history_unbroken", row, 3, "accept", "held", "confirmed")
    attack("history_begins", row, 2, "book", "-", "held")
    attack("history_in_order", row, 1, "book", "-", "held")
    attack("history_moves_booking", row, 2, "accept", "held", "confirmed")
    for change in (
        "update kundenkreis_bookingtransition set at = now()",
        "delete from kundenkreis_bookingtransition",
    ):
        attack("append_only", change)


def test_the_state_moves_only_with_the_history(held):
    attack("booking_kept", "update kundenkreis_booking set state = 'confirmed'")
    attack(
        "booking_follows_history",
        "update kundenkreis_booking set state = 'confirmed', seq = 2",
    )


@pytest.mark.flow
def test_what_was_agreed_stays_agreed(held, beat):
    attack("booking_kept", "update kundenkreis_booking set price = 1")
    attack("booking_kept", "update kundenkreis_booking set customer_id = %s", beat.pk)


def test_a_live_booking_has_its_slot_and_a_finished_one_none(held):
    attack("live_booking_has_slot", "update kundenkreis_booking set slot_id = null")
    attack("booking_holds_slot", "update kundenkreis_booking set during = %s",
           TimestamptzRange(held.starts_at, held.starts_at + timedelta(minutes=5)))  # fmt: skip
    actions.cancel(held, by=held.customer, at=held.made_at)
    assert not Slot.objects.exists()
    assert Booking.objects.get().slot is None


REVIEW = """insert into kundenkreis_review
    (brand_id, booking_id, side, customer_id, helper_id, completed_seq, stars, text, at)
    select brand_id, id, 'customer', %s, helper_id, %s, 5, '', made_at from kundenkreis_booking"""


def test_no_review_without_a_completed_visit(held):
    attack("review_of_completed_visit", REVIEW, held.customer_id, 1)


def test_no_review_by_somebody_else(completed, beat):
    attack("review_by_its_people", REVIEW, beat.pk, 5)


def test_membership_and_rows_of_another_brand_stay_apart(held, seeland):
    assert HelperBrand.objects.count() == 1
    assert Verification.objects.count() == 1
    assert Availability.objects.count() > 80


@pytest.mark.flow
def test_the_same_time_is_free_again_after_a_cancellation(held, at):
    actions.cancel(held, by=held.customer, at=at)
    again = order(
        case_of(held.customer, at), held.helper, held.starts_at, at, package=wifi()
    )
    assert again.starts_at == held.starts_at


@pytest.mark.parametrize(
    ("law", "statement"),
    [
        ("helper_radius", "update kundenkreis_helper set radius_km = 51"),
        ("helper_travel_buffer", "update kundenkreis_helper set travel_buffer = 241"),
        ("helper_capacity", "update kundenkreis_helper set capacity = 0"),
        ("membership_period", "update kundenkreis_helperbrand set until = since"),
        ("outcomes_not_negative", "update kundenkreis_helperbrand set good = -1"),
        ("own_price", "update kundenkreis_helperpackage set price = -1"),
        ("helper_away", "update kundenkreis_helper set away_from = '2026-03-10'"),
        ("plan_block", 'update kundenkreis_availabilityplan set "end" = start'),
        ("plan_weekday", "update kundenkreis_availabilityplan set weekday = 7"),
        ("slot_contains_visit", "update kundenkreis_slot set during = '[2000-01-01,2000-01-02)'"),
        ("slot_half_open", "update kundenkreis_slot set visit = tstzrange(lower(visit), upper(visit), '[]'), during = tstzrange(lower(during), null)"),
        ("request_point", "update kundenkreis_request set lat = null"),
        ("closed_request_has_date", "update kundenkreis_request set state = 'expired'"),
        ("answered_offer_has_date", "update kundenkreis_offer set answer = 'accepted'"),
        ("visit_departs_first", "update kundenkreis_visit set started_at = now()"),
        ("visit_starts_first", "update kundenkreis_visit set completed_at = now()"),
        ("visit_completes_first", "update kundenkreis_visit set signed_off_at = now()"),
    ],
)  # fmt: skip
def test_values_that_mean_nothing_are_refused(held, law, statement):
    attack(law, statement)


@pytest.mark.parametrize("period", ["availability set open", "verification set valid"])
def test_a_key_of_time_takes_no_empty_time(held, period):
    empty = f"update kundenkreis_{period} = 'empty'"
    with pytest.raises(IntegrityError, match="WITHOUT OVERLAPS"), transaction.atomic():
        _now_and_at_commit(empty, [])


def test_each_thing_is_there_once(held, jonas, at):
    attack("slot_requires_once", """insert into kundenkreis_slotrequirement (brand_id, slot_id, helper_id, kind, visit)
        select brand_id, slot_id, helper_id, kind, visit from kundenkreis_slotrequirement""")  # fmt: skip
    attack("does_package_once", """insert into kundenkreis_helperpackage (brand_id, helper_id, package_id, since)
        select brand_id, helper_id, package_id, since from kundenkreis_helperpackage""")  # fmt: skip
    attack("one_request_at_a_time", """insert into kundenkreis_request
        (id, brand_id, case_id, state, postal_code, place, note, replace_missing, windows, opened_at, opened_by_id)
        select gen_random_uuid(), brand_id, case_id, 'open', '', '', '', false, '{}', opened_at, opened_by_id from kundenkreis_request""")  # fmt: skip


def test_one_review_a_side(completed, vreni, at):
    booking = completed
    actions.review(booking, stars=5, by=vreni, at=at + timedelta(days=2))
    attack("reviewed_once_a_side", REVIEW, vreni.pk, 5)
    attack("review_stars", "update kundenkreis_review set stars = 6")
    attack("review_side", REVIEW.replace("'customer'", "'friend'"), vreni.pk, 5)
