"""A service that two do: only of firms, both calendars kept, never confirmed with one; the database holds it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Slot
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace import actions, nearby, queries
from kundenkreis.stages.marketplace.models import Booking, Companion
from kundenkreis.stages.marketplace.tests.firms import firm_of, firm_visit, two_technicians
from kundenkreis.stages.marketplace.tests.searches import searched
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.test_races import outcome
from kundenkreis.stages.marketplace.tests.visits import (
    case_of,
    helper_jonas,
    order,
    take,
    wifi,
)
from tests.cast import make_person
from tests.kept import kept

HERE = Point(47.3776, 8.5213)


def for_two():
    ServicePackage.objects.filter(slug="wifi").update(persons=2)


@kept
def house(alpenfon, jonas, at):
    """A firm with two technicians, and the service that needs both."""
    for_two()
    return two_technicians(at, jonas)


@kept
def ordered(house, vreni, at):
    return firm_visit(house[0], vreni, at)


@kept
def agreed(ordered, house, at):
    return actions.assign(ordered, ordered.helper, by=house[1], at=at)


def at_commit():
    """What waits for the end of a transaction is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def suggested(alpenfon, at):
    return nearby.suggestions(package=wifi(), point=HERE, brand=alpenfon, but_not=None, limit=5, at=at)  # fmt: skip


def told(kind):
    return [row.payload["companion"] for row in EventRow.objects.filter(name=kind)]


@pytest.mark.flow
def test_only_times_at_which_two_of_a_firm_are_free_are_suggested(house, alpenfon, at):
    _firm, _boss, two = house
    helper_jonas(make_person("Allein", at, "helper"), at)
    assert {match.helper for match in suggested(alpenfon, at)} == set(two)
    before = suggested(alpenfon, at)[0].starts[0]
    helpers.reserve(two[1], wifi(), starts_at=before, by=None, at=at)
    assert before not in {start for match in suggested(alpenfon, at) for start in match.starts}  # fmt: skip


@pytest.mark.flow
def test_without_a_second_technician_nothing_is_suggested(alpenfon, jonas, at):
    for_two()
    firm_of(at, jonas)
    assert suggested(alpenfon, at) == []


@pytest.mark.flow
def test_both_calendars_are_kept_from_the_order_on(ordered, house):
    assert ordered.persons == 2
    assert {slot.helper for slot in Slot.objects.all()} == set(house[2])
    assert Companion.objects.get().helper != ordered.helper


@pytest.mark.flow
def test_nobody_books_one_helper_for_it(house, vreni, at):
    alone = helper_jonas(make_person("Allein", at, "helper"), at)
    with pytest.raises(Refused) as no:
        order(case_of(vreni, at), alone, at + timedelta(days=1, hours=1), at)
    assert no.value.reason == "two_persons"


def test_the_second_one_hears_it_once_the_firm_has_said_yes(ordered, house, at):
    assert told("companion_named") == []
    actions.assign(ordered, ordered.helper, by=house[1], at=at)
    at_commit()
    assert told("companion_named") == [str(Companion.objects.get().helper.person_id)]


@pytest.mark.flow
def test_the_two_change_places(agreed, house, at):
    second = Companion.objects.get().helper
    first = agreed.helper
    after = actions.assign(agreed, second, by=house[1], at=at)
    at_commit()
    assert (after.helper, Companion.objects.get().helper) == (second, first)
    assert Slot.objects.count() == 2


@pytest.mark.flow
def test_the_dispatcher_says_who_goes_along(alpenfon, jonas, vreni, at):
    for_two()
    third = make_person("Nora", at, "helper")
    house, boss, _three = firm_of(at, jonas, make_person("Timo", at, "helper"), third)
    booking = firm_visit(house, vreni, at)
    other = next(one for one in _three if one.pk not in (booking.helper_id, Companion.objects.get().helper_id))  # fmt: skip
    actions.assign(booking, booking.helper, second=other, by=boss, at=at)
    at_commit()
    assert Companion.objects.get().helper == other
    with pytest.raises(Refused) as no, transaction.atomic():
        actions.assign(booking, booking.helper, second=booking.helper, by=boss, at=at)
    assert no.value.reason == "same_person"


@pytest.mark.flow
def test_both_are_free_again_when_it_is_called_off(agreed, vreni, at):
    actions.cancel(agreed, by=vreni, at=at)
    at_commit()
    assert not Slot.objects.exists()
    assert told("companion_spared") == told("companion_named")


@pytest.mark.flow
def test_both_move_and_nobody_moves_alone(agreed, house, vreni, at):
    later = agreed.starts_at + timedelta(days=1)
    busy = Companion.objects.get().helper
    helpers.reserve(busy, wifi(), starts_at=later, by=None, at=at)
    with pytest.raises(Refused) as no, transaction.atomic():
        actions.reschedule(agreed, starts_at=later, by=vreni, at=at)
    assert no.value.reason == "nobody_along"
    moved = actions.reschedule(agreed, starts_at=later + timedelta(days=1), by=vreni, at=at)
    at_commit()
    assert {slot.visit for slot in Slot.objects.exclude(visit__startswith=later)} == {moved.during}  # fmt: skip


@pytest.mark.flow
def test_more_time_is_taken_of_both(agreed, at):
    booking = take(take(agreed, "depart", at), "start", at)
    extra = actions.propose_extra(booking, minutes=30, by=booking.helper.person, at=booking.starts_at)  # fmt: skip
    actions.consent(extra, by=booking.customer, at=booking.starts_at)
    at_commit()
    assert len({slot.visit.upper for slot in Slot.objects.all()}) == 1
    done = take(Booking.objects.with_names().get(pk=booking.pk), "complete", at)
    at_commit()
    assert not Slot.objects.exists()
    assert (done.state, told("companion_spared")) == ("completed", [])


@pytest.mark.flow
def test_more_time_is_not_asked_for_where_the_second_one_has_none(agreed, at):
    booking = take(take(agreed, "depart", at), "start", at)
    along = Companion.objects.get().helper
    helpers.reserve(along, wifi(), starts_at=booking.ends_at + timedelta(minutes=30), by=None, at=at)  # fmt: skip
    with pytest.raises(Refused) as no:
        actions.propose_extra(booking, minutes=30, by=booking.helper.person, at=booking.starts_at)  # fmt: skip
    assert no.value.reason == "no_room"
    assert not booking.extras.exists()


@pytest.mark.slow
def test_the_api_counts_firms_says_how_many_come_and_lets_the_dispatcher_name_both(ordered, house, vreni, at):  # fmt: skip
    firm, boss, two = house
    helper_jonas(make_person("Allein", at, "helper"), at)
    with time_machine.travel(at, tick=False):
        [shown] = [row for row in browser(vreni).get("/api/v1/service-packages?postal_code=8004").json()["items"] if row["id"] == "wifi"]  # fmt: skip
        assert (shown["persons"], shown["helpers"]) == (2, 1), "two technicians, one firm"
        path = f"/api/v1/bookings/{ordered.pk}"
        before = browser(vreni).get(path).json()
        assert (before["persons"], before["second"]) == (2, None)
        first, second = Companion.objects.get().helper, ordered.helper
        body = {"helper": str(first.pk), "second": str(second.pk)}
        sent = browser(boss).post(
            f"{path}/assignment", body, content_type="application/json"
        )
        assert sent.status_code == 201
        assert sent.json()["second"] == {"id": str(second.pk), "name": second.person.shown_name, "firm": str(firm)}  # fmt: skip
        stranger = {**body, "second": str(two[0].person_id)}
        assert browser(boss).post(f"{path}/assignment", stranger, content_type="application/json").status_code == 404  # fmt: skip
        assert browser(vreni).get(path).json()["helper"]["id"] == str(first.pk)


@pytest.mark.slow
def test_the_pages_name_both_and_offer_no_wait_that_would_be_refused(agreed, house, aylin, at):  # fmt: skip
    second = Companion.objects.get().helper.person.shown_name
    case = case_of(aylin, at)
    actions.ask(case, package=wifi(), postal_code="8004", by=aylin, at=at)
    with time_machine.travel(at, tick=False):
        assert f"{second} goes along" in page(browser(house[1]), "/firm/")
        shown = page(browser(aylin), f"{case.path}visit/slots/")
        assert "Two people come" in shown
        assert f"{case.path}waiting/" not in shown


@pytest.mark.flow
def test_she_sees_the_visit_and_where_it_is_and_does_nothing(agreed, aylin, at):
    second = Companion.objects.get().helper
    seen = queries.booking_for(second.person, agreed.pk, at=at)
    assert queries.address_for(second.person, seen, at=at)
    assert queries.allowed_now(second.person, seen, at=at) == []
    assert seen in queries.agreed_with(second)
    with pytest.raises(NotFound):
        queries.booking_for(aylin, agreed.pk, at=at)


@pytest.mark.flow
def test_a_revoked_check_of_either_calls_it_off(agreed, mira, at):
    check = Companion.objects.get().helper.verifications.get()
    actions.revoke_verification(check, by=mira, at=at)
    at_commit()
    assert Booking.objects.get().state == "cancelled"
    assert not Slot.objects.exists()


@pytest.mark.parametrize(
    ("law", "lie"),
    [
        ("persons_agreed", "update kundenkreis_booking set persons = 1"),
        ("two_come", "delete from kundenkreis_companion"),
        ("two_come", "update kundenkreis_companion set slot_id = null"),
        ("two_come", "update kundenkreis_companion set helper_id = (select helper_id from kundenkreis_booking)"),
        ("two_come", "update kundenkreis_slot set visit = tstzrange(lower(visit), upper(visit) - interval '5 minutes') where id = (select slot_id from kundenkreis_companion)"),
        ("two_come", "delete from kundenkreis_firmslot where slot_id = (select slot_id from kundenkreis_companion)"),
    ],
)  # fmt: skip
def test_the_database_promises_two(ordered, law, lie):
    attack(law, lie)


def test_no_row_promises_one_where_two_are_needed(alpenfon, confirmed, vreni, at):
    """Whatever way makes a booking: the law asks the service itself."""
    for_two()
    with connection.cursor() as cursor:
        cursor.execute("select * from kundenkreis_booking where id = %s", [confirmed.pk])
        names = ", ".join(f'"{column.name}"' for column in cursor.description)
    attack(
        "persons_agreed",
        f"insert into kundenkreis_booking ({names}) select {names} from kundenkreis_booking",
    )


def test_whoever_can_come_first_would_be_one(house, vreni, at):
    with pytest.raises(Refused, match="two_persons"):
        searched(vreni, at)


@pytest.mark.slow
def test_many_want_the_only_two_at_once(town, at):
    brand, db, jonas, cases, _mira = town
    for_two()
    firm, _boss, _two = firm_of(at, jonas.person, make_person("Timo", at, "helper"))

    def act(number):
        with scope.inside(brand.pk):
            return order(cases[number], None, at + timedelta(days=1), at, firm=firm)

    kinds = outcome(db.together(8, act))
    assert (kinds["Booking"], set(kinds)) == (1, {"Booking", "slot_taken"})
    assert Slot.objects.count() == 2
