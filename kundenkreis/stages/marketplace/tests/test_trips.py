"""On the way: exact minutes, a place that is shown only meanwhile; and a clock that reminds once, also on DST nights."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.utils import timezone

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, clock, reactions, schedule
from kundenkreis.stages.marketplace.events import VisitReminded
from kundenkreis.stages.marketplace.models import Booking, TripPosition, VisitReminder
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_extras import refused
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    case_of,
    helper_jonas,
    order,
    take,
    visit,
)

ZURICH = ZoneInfo("Europe/Zurich")
# 2 km north of the postal code's middle.
LAT, LNG = 47.3956, 8.5213


def on_the_way(vreni, jonas, at, minutes=15):
    booking = visit(vreni, jonas, at, "confirmed")
    return actions.depart(booking, minutes=minutes, by=jonas, at=leaving(booking))


def leaving(booking):
    return booking.starts_at - timedelta(minutes=18)


@pytest.mark.flow
def test_the_customer_is_told_between_when_and_when(confirmed, vreni, jonas, at):
    booking = confirmed
    refused("bad_minutes", actions.depart, booking, minutes=7, by=jonas, at=at)
    booking = actions.depart(booking, minutes=15, by=jonas, at=leaving(booking))
    # Leaves at 18 to, says 15 minutes: from five minutes to the hour on.
    assert booking.visit.comes_from == booking.starts_at - timedelta(minutes=5)
    assert booking.visit.comes_until == booking.starts_at + timedelta(minutes=5)
    with time_machine.travel(booking.starts_at, tick=False):
        local = booking.visit.comes_from.astimezone(ZURICH)
        said = f"Jonas comes between {local:%H:%M} and"
        for person in (vreni, jonas):
            assert said in page(browser(person), booking.path)


def test_without_a_word_the_way_is_computed(confirmed, jonas, at):
    booking = confirmed
    booking = actions.depart(booking, by=jonas, at=leaving(booking))
    assert booking.visit.comes_from is not None
    assert booking.visit.comes_from >= leaving(booking)


@pytest.mark.slow
def test_where_the_helper_is_only_whom_she_comes_to_sees_and_only_roughly(
    vreni, jonas, reto, beat, at
):
    booking = on_the_way(vreni, jonas, at)
    left = leaving(booking)
    with time_machine.travel(left, tick=False):
        sent = browser(jonas).post(f"{booking.path}position/", {"lat": LAT, "lng": LNG})
        assert sent.status_code == 204
        assert browser(beat).post(f"{booking.path}position/", {"lat": 1, "lng": 1}).status_code == 404  # fmt: skip
        hers = page(browser(vreni), booking.path)
        found = hers.split("Now about ")[1][:30]
        assert found.startswith(("2.1", "2\xa0km", "2.0")), found
        assert "Now about" not in page(browser(jonas), booking.path)
        for text in (hers, page(browser(reto), booking.path), str(Api(vreni, at).get(f"bookings/{booking.pk}"))):  # fmt: skip
            assert str(LAT) not in text
        assert Api(vreni, at).get(f"bookings/{booking.pk}")["trip"]["distance_m"] in (2000, 2100)  # fmt: skip
        assert Api(jonas, at).get(f"bookings/{booking.pk}")["trip"] is None
        # No event, no history: one row, overwritten.
        assert not EventRow.objects.filter(payload__contains={"lat": LAT}).exists()
    with pytest.raises(NotAllowed):
        actions.share_position(booking, lat=1, lng=1, by=vreni, at=left)
    refused("bad_position", actions.share_position, booking, lat=91, lng=1, by=jonas, at=left)  # fmt: skip


@pytest.mark.flow
def test_places_are_taken_at_most_every_twenty_seconds_and_overwritten(vreni, jonas, at):
    booking = on_the_way(vreni, jonas, at)
    left = leaving(booking)
    for seconds in (0, 5, 19, 20, 25):
        moment = left + timedelta(seconds=seconds)
        actions.share_position(booking, lat=LAT + seconds / 1000, lng=LNG, by=jonas, at=moment)  # fmt: skip
    assert [row.lat for row in TripPosition.objects.all()] == [LAT + 0.02]


@pytest.mark.flow
@pytest.mark.parametrize("step", ["start", "cancel", "no_show"])
def test_nothing_remains_of_it_when_the_way_is_over(step, vreni, jonas, at):
    booking = on_the_way(vreni, jonas, at)
    actions.share_position(booking, lat=LAT, lng=LNG, by=jonas, at=leaving(booking))
    take(booking, step, at)
    assert not TripPosition.objects.exists()
    refused("wrong_state", actions.share_position, booking, lat=LAT, lng=LNG, by=jonas, at=at)  # fmt: skip
    for model in apps.get_models():
        with connection.cursor() as cursor:
            table = f"select count(*) from {model._meta.db_table} t where t::text like %s"
            cursor.execute(table, [f"%{LAT}%"])
            assert cursor.fetchone() == (0,), model


@pytest.mark.flow
def test_nothing_remains_when_she_stops_or_forgets_to(vreni, jonas, at):
    booking = on_the_way(vreni, jonas, at)
    left = leaving(booking)
    actions.share_position(booking, lat=LAT, lng=LNG, by=jonas, at=left)
    actions.stop_sharing(booking, by=jonas, at=left)
    assert not TripPosition.objects.exists()
    actions.share_position(booking, lat=LAT, lng=LNG, by=jonas, at=left)
    schedule.due(at=left + timedelta(minutes=119))
    assert TripPosition.objects.exists()
    schedule.due(at=left + timedelta(hours=2))
    assert not TripPosition.objects.exists()


def test_the_database_knows_no_place_of_a_helper_who_is_not_on_the_way(confirmed):
    booking = confirmed
    attack(
        "position_while_on_the_way",
        "insert into kundenkreis_tripposition (booking_id, brand_id, lat, lng, at) values (%s, %s, 1, 1, now())",
        booking.pk,
        booking.brand_id,
    )


def reminded(booking):
    return sorted(
        booking.reminders.order_by("at").values_list("kind", "at"), key=lambda r: r[1]
    )


def half_hours(start, end):
    while start < end:
        yield start
        start += timedelta(minutes=30)


@pytest.mark.slow
def test_the_clock_reminds_each_once_and_at_the_right_time(vreni, jonas, at):
    helper = helper_jonas(jonas, at)
    starts = (at + timedelta(days=2)).replace(hour=14, minute=0)
    booking = take(order(case_of(vreni, at), helper, starts, at), "accept", at)
    for moment in half_hours(at, starts + timedelta(hours=1)):
        schedule.due(at=moment)
    assert [kind for kind, _at in reminded(booking)] == ["call", "tomorrow", "soon"]
    call, tomorrow, soon = (moment for _kind, moment in reminded(booking))
    assert timedelta(hours=10) <= call - at < timedelta(hours=12)
    local = tomorrow.astimezone(ZURICH)
    assert (local.date(), local.hour) == (starts.astimezone(ZURICH).date() - timedelta(days=1), 10)  # fmt: skip
    assert timedelta(minutes=20) <= starts - soon <= timedelta(minutes=30)
    for row in EventRow.objects.filter(name="visit_reminded"):
        for _twice in range(2):
            reactions.remind_of_visit(VisitReminded(**row.payload), row=row)
    told = sorted(Notice.objects.filter(kind__in=["call_customer", "visit_tomorrow", "visit_tomorrow_helper", "visit_soon"]).values_list("kind", "person__email"))  # fmt: skip
    assert told == [
        ("call_customer", jonas.email),
        ("visit_soon", vreni.email),
        ("visit_tomorrow", vreni.email),
        ("visit_tomorrow_helper", jonas.email),
    ]
    values = Notice.objects.get(kind="visit_soon").values
    assert "Identity" in str(values["checks"])
    assert booking.code_word in str(values)


@pytest.mark.slow
def test_who_has_called_is_not_reminded_and_the_customer_can_say_she_is_there(
    confirmed, vreni, jonas, reto, at
):
    booking = confirmed
    with pytest.raises(NotAllowed):
        actions.say_called(booking, by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.reaffirm(booking, by=jonas, at=at)
    with time_machine.travel(at, tick=False):
        assert "Please call the customer" in page(browser(jonas), booking.path)
        assert "Please call" not in page(browser(jonas), f"{booking.path}call/", once="a")
        hers = page(browser(vreni), f"{booking.path}attendance/", once="b")
        assert "You said that you are there" in hers
    schedule.due(at=at + timedelta(hours=11))
    assert not VisitReminder.objects.filter(kind="call").exists()
    moved = actions.reschedule(booking, starts_at=booking.starts_at + timedelta(days=1), by=vreni, at=at)  # fmt: skip
    assert moved.visit.reaffirmed_at is None
    actions.reaffirm(take(moved, "accept", at), by=reto, at=at)


@pytest.mark.flow
def test_a_new_time_is_reminded_of_anew(vreni, jonas, at):
    helper = helper_jonas(jonas, at)
    starts = (at + timedelta(days=2)).replace(hour=14, minute=0)
    booking = take(order(case_of(vreni, at), helper, starts, at), "accept", at)
    day = clock.day_before(booking)
    schedule.due(at=day)
    booking = actions.reschedule(booking, starts_at=starts + timedelta(days=1), by=vreni, at=day)  # fmt: skip
    booking = take(Booking.objects.with_names().get(pk=booking.pk), "accept", day)
    schedule.due(at=day + timedelta(days=1))
    assert VisitReminder.objects.filter(kind="tomorrow").count() == 2


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        # The day before is the one on the wall, whatever the night between does to the clock.
        ("Europe/Zurich", datetime(2026, 3, 29, 9, tzinfo=ZURICH), "2026-03-28T09:00"),
        ("Europe/Zurich", datetime(2026, 3, 30, 9, tzinfo=ZURICH), "2026-03-29T08:00"),
        ("Europe/Zurich", datetime(2026, 10, 25, 9, tzinfo=ZURICH), "2026-10-24T08:00"),
        ("Europe/Zurich", datetime(2026, 10, 26, 9, tzinfo=ZURICH), "2026-10-25T09:00"),
        ("America/New_York", datetime(2026, 3, 29, 9, tzinfo=ZURICH), "2026-03-28T14:00"),
    ],
)
def test_ten_o_clock_of_the_day_before_in_the_brands_zone(
    held, zone, starts, expected, alpenfon
):
    booking = held
    booking.brand.timezone = zone
    booking.during = type(booking.during)(starts.astimezone(UTC), starts.astimezone(UTC) + timedelta(hours=1))  # fmt: skip
    assert f"{clock.day_before(booking):%Y-%m-%dT%H:%M}" == expected
    assert timezone.is_aware(clock.day_before(booking))
