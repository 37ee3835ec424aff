"""Calendars kept elsewhere take hours away, never a visit; our own is read at a secret address."""

import threading
from datetime import date, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.utils import timezone

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers import actions, queries, reactions, schedule
from kundenkreis.helpers.events import CalendarDue
from kundenkreis.helpers.models import Availability, BusyCalendar, BusyTime, FeedKey, Slot
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.helpers.tests.test_ical import text
from kundenkreis.notifications.models import EventRow
from tests.cast import PLACES, make_brand, make_person
from tests.kept import kept

HOST = {"host": "alpenfon.localhost"}
NINE_TO_TEN = "DTSTART:20260311T080000Z\nDTEND:20260311T090000Z\nSUMMARY:Dentist"


class Diary(ThreadingHTTPServer):
    """Another company's calendar server on this machine."""

    body = text(NINE_TO_TEN)
    status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/mine.ics"


class _Answer(BaseHTTPRequestHandler):
    server: Diary

    def do_GET(self):
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_args):
        """Quiet."""


@pytest.fixture
def diary(settings):
    settings.FETCH_LOOPBACK = True
    server = Diary(("127.0.0.1", 0), _Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@kept
def helper(alpenfon, jonas, at):
    return neighbour(jonas, ServicePackage.objects.get(slug="wifi"), at=at)


def free(helper, moment):
    return Availability.objects.filter(helper=helper, open__contains=moment).exists()


def test_busy_hours_are_taken_and_only_ranges_are_kept(helper, jonas, diary, at):
    row = actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
    nine = at + timedelta(days=1)
    assert not free(helper, nine + timedelta(minutes=30))
    assert free(helper, nine - timedelta(minutes=30))
    assert free(helper, nine + timedelta(minutes=90))
    assert {field.name for field in BusyTime._meta.get_fields()} == {
        "id",
        "calendar",
        "busy",
    }
    actions.remove_calendar(row, by=jonas, at=at)
    assert free(helper, nine + timedelta(minutes=30))


def test_an_agreed_visit_stays_and_the_clash_is_shown(helper, jonas, diary, at):
    package, nine = ServicePackage.objects.get(slug="wifi"), at + timedelta(days=1)
    slot = actions.reserve(helper, package, starts_at=nine, by=None, at=at)
    assert queries.clashes_of(helper, at=at) == []
    actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
    assert Slot.objects.get() == slot
    assert queries.clashes_of(helper, at=at) == [slot]
    with pytest.raises(Refused):
        actions.reserve(helper, package, starts_at=nine, by=None, at=at)


def test_an_address_inside_is_refused(helper, jonas, at, settings):
    settings.FETCH_LOOPBACK = False
    for url in (
        "http://127.0.0.1:9000/x.ics",
        "http://169.254.169.254/",
        "file:///etc/passwd",
    ):
        with pytest.raises(Invalid):
            actions.add_calendar(helper, url=url, by=jonas, at=at)
    assert not BusyCalendar.objects.exists()


def test_trouble_is_written_down_and_her_hours_stay(helper, jonas, diary, at):
    row = actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
    diary.status = 500
    actions.read_calendar(row, by=None, at=at)
    row.refresh_from_db()
    assert (row.trouble, row.due_at) == ("unreachable", at + timedelta(hours=6))
    assert row.times.count() == 1
    diary.status, diary.body = 200, text()
    actions.read_calendar(row, by=None, at=at)
    row.refresh_from_db()
    assert (row.trouble, row.times.count()) == ("", 0)


@pytest.mark.flow
def test_an_hour_later_it_is_read_again_by_one_worker(helper, jonas, diary, at):
    row = actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
    later = at + timedelta(hours=1)
    for _twice in range(2):
        schedule.due(at=later)
    event = EventRow.objects.get(name=CalendarDue.name)
    diary.body = text()
    reactions.read_calendar(CalendarDue(**event.payload), row=event)
    assert row.times.count() == 0


@pytest.mark.flow
def test_a_sixth_calendar_is_one_too_many_and_strangers_add_none(
    helper, jonas, vreni, diary, at
):
    for number in range(5):
        actions.add_calendar(helper, url=f"{diary.url}?{number}", by=jonas, at=at)
    actions.add_calendar(helper, url=f"{diary.url}?4", by=jonas, at=at)
    with pytest.raises(Refused, match="too_many_calendars"):
        actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
    with pytest.raises(NotFound):
        actions.add_calendar(helper, url=diary.url, by=vreni, at=at)


@pytest.mark.flow
def test_the_feed_is_secret_and_ends(helper, jonas, mira, at):
    first = actions.make_feed(helper, by=jonas, at=at)
    second = actions.make_feed(helper, by=jonas, at=at)
    assert not FeedKey.objects.filter(fingerprint__in=[first, second]).exists()
    stranger = Client(headers=HOST)
    answer = stranger.get(f"/helper/feeds/{second}/visits.ics")
    assert answer.status_code == 200
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert stranger.get(f"/helper/feeds/{first}/visits.ics").status_code == 404
    with pytest.raises(NotAllowed):
        actions.end_feed(helper, by=mira, at=at)
    actions.end_feed(helper, by=jonas, at=at)
    assert stranger.get(f"/helper/feeds/{second}/visits.ics").status_code == 404


def test_a_break_ends_by_itself(helper, jonas, at):
    actions.go_away(helper, back=date(2026, 3, 12), by=jonas, at=at)
    assert not free(helper, at + timedelta(days=1))
    assert free(helper, at + timedelta(days=2))
    actions.resume(helper, by=jonas, at=at)
    assert free(helper, at + timedelta(days=1))
    with pytest.raises(Invalid, match="bad_period"):
        actions.go_away(helper, back=at.date(), by=jonas, at=at)


def test_several_blocks_a_day_and_time_today(helper, jonas, at):
    blocks = [(time(9), time(12)), (time(14), time(17, 30))]
    actions.except_day(helper, day=date(2026, 3, 11), blocks=blocks, by=jonas, at=at)
    nine = at + timedelta(days=1)
    assert [free(helper, nine + timedelta(hours=hours)) for hours in (0, 4, 5)] == [True, False, True]  # fmt: skip
    actions.say_today(helper, free=True, by=jonas, at=at)
    assert free(helper, at + timedelta(hours=11))
    actions.say_today(helper, free=False, by=jonas, at=at)
    assert not free(helper, at + timedelta(hours=1))


@pytest.mark.slow
def test_the_pages_say_what_is_wrong_and_save_what_is_right(helper, jonas, diary):
    client = Client(headers={**HOST, "accept-language": "en"})
    client.force_login(jonas)
    hours = "/helper/availability/0/hours/"
    assert "9–12, 14–17:30" in client.post(hours, {"hours": "sometimes"}).content.decode()
    assert client.post(hours, {"hours": "9-12, 14 bis 17.30"}).status_code == 303
    assert list(helper.plan.filter(weekday=0).values_list("start", "end")) == [
        (time(9), time(12)), (time(14), time(17, 30)),
    ]  # fmt: skip
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page = client.post("/helper/availability/pause/", {"paused": "yes", "back": yesterday})
    assert "Please give a day after today" in page.content.decode()
    assert client.post("/helper/calendars/", {"url": diary.url}).status_code == 303
    assert "127.0.0.1" in client.get("/helper/calendars/").content.decode()
    assert "http" in client.post("/helper/calendars/feed/").content.decode()
    assert client.get("/helper/profile/").status_code == 200
    assert client.get("/helper/availability/9/hours/").status_code == 404
    assert client.get("/helper/availability/").status_code == 200


@pytest.mark.slow
def test_a_calendar_is_read_while_people_book(committed_db, diary, at):
    from kundenkreis.brands.models import PostalCode

    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        jonas = make_person("Jonas", at, "helper")
        package = ServicePackage.objects.get(slug="wifi")
        helper = neighbour(jonas, package, at=at)

    def act(number):
        with scope.inside(brand.pk):
            if number == 0:
                return actions.add_calendar(helper, url=diary.url, by=jonas, at=at)
            starts = at + timedelta(days=1, hours=number % 3)
            return actions.reserve(helper, package, starts_at=starts, by=None, at=at)

    results = committed_db.together(8, act)
    kinds = {r.reason if isinstance(r, Refused) else type(r).__name__ for r in results}
    assert kinds <= {"BusyCalendar", "Slot", "slot_taken", "not_available"}, results
    with scope.inside(brand.pk):
        slots = list(Slot.objects.all())
        assert slots
        for slot in slots:
            assert Availability.objects.filter(
                helper=helper, open__contains=slot.visit
            ).exists()


@pytest.mark.slow
def test_programs_add_read_and_remove_calendars_and_the_feed(helper, jonas, kai, diary):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(jonas)

    def post(path, **body):
        return client.post(
            f"/api/v1/helpers/me/{path}", body, content_type="application/json"
        )

    made = post("calendars", url=diary.url)
    assert (made.status_code, made.json()["host"], made.json()["trouble"]) == (
        201,
        "127.0.0.1",
        "",
    )
    assert diary.url not in made.content.decode()
    assert post("calendars", url="ftp://example.org/x.ics").status_code == 422
    [row] = client.get("/api/v1/helpers/me/calendars").json()["items"]
    assert post(f"calendars/{row['id']}/reading").json()["id"] == row["id"]
    assert post("calendar-feed").json()["url"].endswith("/visits.ics")
    assert client.delete("/api/v1/helpers/me/calendar-feed").status_code == 204
    assert client.delete(f"/api/v1/helpers/me/calendars/{row['id']}").status_code == 204
    assert client.delete(f"/api/v1/helpers/me/calendars/{row['id']}").status_code == 404
