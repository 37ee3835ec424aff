"""What the database holds about firms, attacked with plain SQL and by many at once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from psycopg.types.range import TimestamptzRange

from kundenkreis.bonds import actions as bonds
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.core.tests.test_pictures import encoded
from kundenkreis.firms import actions as firms
from kundenkreis.firms.models import FirmMember, FirmSlot
from kundenkreis.helpers.models import Slot
from kundenkreis.portraits.actions import put_up
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.firms import (
    firm_of,
    firm_visit,
    two_technicians,
)
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_races import outcome
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order
from tests.cast import make_person
from tests.kept import kept


@kept
def visit(alpenfon, vreni, jonas, at):
    house, boss, helpers = two_technicians(at, jonas)
    return actions.assign(firm_visit(house, vreni, at), helpers[0], by=boss, at=at)


@pytest.mark.flow
def test_one_firm_at_a_time(visit, at):
    rival, _boss, _none = firm_of(at, name="Konkurrenz AG")
    insert = """insert into kundenkreis_firmmember (brand_id, firm_id, helper_id, during)
        select brand_id, %s, helper_id, %s from kundenkreis_firmmember where helper_id = %s"""
    later = TimestamptzRange(at + timedelta(days=30), None)
    attack("one_firm_at_a_time", insert, rival.pk, later, visit.helper_id)
    attack("one_firm_at_a_time", insert, visit.firm_id, later, visit.helper_id)


@pytest.mark.flow
def test_a_firm_and_its_people_are_of_one_brand(visit, seeland):
    for table, law in (
        ("firmdispatcher", "dispatcher_of_brand"), ("firminvitation", "invitation_of_brand"),
        ("firmmember", "firm_member_of_brand"),
    ):  # fmt: skip
        attack(law, f"update kundenkreis_{table} set brand_id = %s", seeland.pk)


def test_who_goes_for_a_firm_works_there_throughout(visit, at):
    short = TimestamptzRange(at - timedelta(days=7), visit.starts_at + timedelta(minutes=5))
    attack("firm_slot_of_member", "update kundenkreis_firmmember set during = %s where helper_id = %s", short, visit.helper_id)  # fmt: skip
    attack("firm_slot_of_member", "delete from kundenkreis_firmmember where helper_id = %s", visit.helper_id)  # fmt: skip
    other = FirmMember.objects.exclude(helper=visit.helper_id).get().helper
    attack("firm_slot_of_slot", "update kundenkreis_firmslot set helper_id = %s", other.pk)
    attack("booking_of_firm", "delete from kundenkreis_firmslot")


def test_a_visit_is_the_firms_or_not_for_good(visit, at):
    rival, _boss, _none = firm_of(at, name="Konkurrenz AG")
    attack("booking_kept", "update kundenkreis_booking set firm_id = %s", rival.pk)
    attack("technician_named_before_confirmed", "update kundenkreis_booking set named_at = null")  # fmt: skip


def test_another_helper_comes_only_by_a_row_that_says_so(visit):
    other = FirmMember.objects.exclude(helper=visit.helper_id).get().helper
    attack("booking_kept", "update kundenkreis_booking set helper_id = %s", other.pk)


@pytest.mark.flow
def test_a_firm_sends_nobody_who_is_kept_apart(alpenfon, vreni, jonas, at):
    house, boss, helpers = two_technicians(at, jonas)
    booking = firm_visit(house, vreni, at)
    other = next(helper for helper in helpers if helper != booking.helper)
    bonds.avoid(vreni, other, side="customer", by=vreni, at=at)
    with pytest.raises(Refused) as no:
        actions.assign(booking, other, by=boss, at=at)
    assert no.value.reason == "not_offered"


@pytest.fixture
def house(town, at):
    brand, db, jonas, cases, _mira = town
    firm, boss, helpers = firm_of(at, jonas.person, make_person("Timo", at, "helper"))
    second = make_person("Nora", at)
    firms.name_dispatcher(firm, email=second.email or "", by=None, at=at)
    booking = order(cases[0], None, at + timedelta(days=1), at, firm=firm)
    return brand, db, firm, (boss, second), helpers, booking


@pytest.mark.slow
def test_two_dispatchers_assign_at_once(house, at):
    brand, db, _firm, bosses, helpers, booking = house

    def act(number):
        with scope.inside(brand.pk):
            return actions.assign(
                booking, helpers[number % 2], by=bosses[number % 2], at=at
            )

    results = db.together(8, act)
    after = Booking.objects.get()
    assert after.state == "confirmed"
    assert Slot.objects.count() == FirmSlot.objects.count() == 1
    assert Slot.objects.get().helper_id == after.helper_id
    kinds = outcome(results)
    assert set(kinds) <= {"Booking", "assigned_meanwhile"}
    assert kinds["Booking"] >= 1


@pytest.mark.slow
def test_a_technician_is_sent_to_two_visits_at_once(house, at):
    brand, db, firm, bosses, helpers, booking = house
    free = next(helper for helper in helpers if helper != booking.helper)
    other = order(case_of(make_person("Gisela", at), at), free, booking.starts_at, at)

    def act(number):
        with scope.inside(brand.pk):
            visit = (booking, other)[number % 2]
            return actions.assign(visit, helpers[0], by=bosses[number % 2], at=at)

    results = db.together(6, act)
    for helper in helpers:
        assert Slot.objects.filter(helper=helper).count() <= 1
    assert set(outcome(results)) <= {"Booking", "slot_taken", "assigned_meanwhile"}
    assert FirmSlot.objects.filter(firm=firm).count() == Booking.objects.live().count()


@pytest.mark.slow
def test_she_leaves_the_firm_while_she_is_sent(house, at):
    brand, db, firm, bosses, helpers, booking = house
    other = next(helper for helper in helpers if helper != booking.helper)

    def act(number):
        with scope.inside(brand.pk):
            if number % 2:
                return firms.leave(firm, other, by=other.person, at=at)
            return actions.assign(booking, other, by=bosses[0], at=at)

    results = db.together(4, act)
    after = Booking.objects.get()
    works = FirmMember.objects.filter(helper=other, during__contains=after.during).exists()
    # Either she was sent and stays, or she left and was not sent.
    assert (after.helper == other) == works
    assert set(outcome(results)) <= {
        "Booking",
        "has_visits",
        "not_of_firm",
        "assigned_meanwhile",
        "NoneType",
    }


@pytest.mark.flow
def test_smaller_promises_about_firms(visit, alpenfon, beat, at):
    for law, statement in (
        ("firm_has_name", "update kundenkreis_firm set name = ''"),
        ("dispatcher_period", "update kundenkreis_firmdispatcher set until = since"),
        ("dispatches_for_one_firm", """insert into kundenkreis_firmdispatcher (brand_id, firm_id, person_id, since)
            select brand_id, firm_id, person_id, since from kundenkreis_firmdispatcher"""),
        ("invitation_answered", "update kundenkreis_firminvitation set accepted = null"),
        ("invited_once", """insert into kundenkreis_firminvitation (id, brand_id, firm_id, helper_id, asked_at, asked_by_id)
            select gen_random_uuid(), brand_id, firm_id, helper_id, asked_at, asked_by_id
              from kundenkreis_firminvitation, generate_series(1, 2)"""),
    ):  # fmt: skip
        attack(law, statement)
    attack("firm_name_once", """insert into kundenkreis_firm (id, brand_id, name, person_id, founded_at)
        select gen_random_uuid(), brand_id, name, %s, founded_at from kundenkreis_firm""", beat.pk)  # fmt: skip


@pytest.mark.flow
def test_who_is_kept_apart_is_not_written_onto_a_booking(alpenfon, vreni, jonas, at):
    house, boss, helpers = two_technicians(at, jonas)
    booking = actions.assign(firm_visit(house, vreni, at), helpers[0], by=boss, at=at)
    bonds.avoid(vreni, helpers[1], side="customer", by=vreni, at=at)
    with transaction.atomic():  # undone: nothing of it may stay
        with connection.cursor() as cursor:
            cursor.execute("""insert into kundenkreis_bookingtransition
                (brand_id, booking_id, seq, name, from_state, to_state, actor, reason, at)
                select brand_id, id, seq + 1, 'assign', 'confirmed', 'confirmed', 'dispatcher', '', made_at
                  from kundenkreis_booking""")
        attack("kept_apart", "update kundenkreis_booking set helper_id = %s, seq = seq + 1 where id = %s", helpers[1].pk, booking.pk)  # fmt: skip
        transaction.set_rollback(True)


def test_a_photo_is_no_larger_than_a_face_needs(alpenfon, jonas, at):
    put_up(helper_jonas(jonas, at), encoded(), by=jonas, at=at)
    attack("helper_photo_size", "update kundenkreis_helperphoto set width = 641")
