"""Which ways a notice takes, quiet nights, floods, and the short address of an SMS."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid
from kundenkreis.notifications import actions, queries, registry, relay, rules
from kundenkreis.notifications.models import (
    Delivery,
    DemoMessage,
    EventRow,
    Notice,
    ShortLink,
)
from kundenkreis.notifications.personal_data import NotificationsData
from kundenkreis.notifications.registry import NoticeText
from kundenkreis.notifications.tests.conftest import BellRang
from kundenkreis.people import actions as people

ZURICH = ZoneInfo("Europe/Zurich")
ALL = ("mail", "sms", "push")


def text(**changes) -> NoticeText:
    return NoticeText(**{"subject": "s", "body": "b", "action": "a", **changes})


def chosen(person, at, **off):
    ways = {"mail": True, "sms": True, "push": True, "nights": False, **off}
    return actions.choose_reach(person, **ways, by=person, at=at)


@pytest.mark.parametrize(
    ("notice", "reachable", "ways"),
    [
        (text(), ALL, {"mail", "push"}),
        (text(sms="yes"), ALL, {"mail", "push", "sms"}),
        (text(sms="yes"), ("mail",), {"mail"}),
        (text(), ("sms",), {"sms"}),
        (text(sms="fallback"), ("mail", "sms"), {"mail", "sms"}),
    ],
)
def test_mail_and_push_always_sms_for_what_matters(notice, reachable, ways, at):
    assert set(rules.ways(notice, None, reachable, at=at)) == ways


def test_sms_waits_whether_a_device_takes_the_push(at):
    ways = rules.ways(text(sms="fallback"), None, ALL, at=at)
    assert ways == {"mail": None, "push": None, "sms": at + rules.FALLBACK}
    assert rules.ways(text(sms="fallback"), None, ("mail", "sms"), at=at)["sms"] is None


def test_what_was_turned_off_stays_silent_but_for_what_must_be_written(vreni, at):
    reach = chosen(vreni, at, mail=False, sms=False, push=False)
    assert rules.ways(text(sms="yes"), reach, ALL, at=at) == {}
    assert set(rules.ways(text(written=True, sms="yes"), reach, ALL, at=at)) == {"mail"}


def test_a_choice_keeps_its_date_until_it_is_taken_back(vreni, at):
    later = at + timedelta(days=1)
    chosen(vreni, at, sms=False)
    assert chosen(vreni, later, sms=False, nights=True).sms_off_at == at
    reach = chosen(vreni, later)
    assert (reach.sms_off_at, reach.nights_at) == (None, None)
    with pytest.raises(Invalid):
        chosen(vreni, at, timezone="Mars/Olympus")


@pytest.mark.parametrize(
    ("now", "rings"),
    [
        ("2026-03-10T20:59:59", "2026-03-10T20:59:59"),
        ("2026-03-10T21:00:00", "2026-03-11T07:00:00"),
        ("2026-03-11T06:59:59", "2026-03-11T07:00:00"),
        ("2026-03-11T07:00:00", "2026-03-11T07:00:00"),
        # Clocks go forward and back in these nights; seven is seven on the wall.
        ("2026-03-28T22:00:00", "2026-03-29T07:00:00"),
        ("2026-03-29T01:59:00", "2026-03-29T07:00:00"),
        ("2026-10-24T23:30:00", "2026-10-25T07:00:00"),
        ("2026-10-25T02:30:00", "2026-10-25T07:00:00"),
    ],
)
def test_the_night_is_quiet_by_the_clock_on_the_wall(now, rings):
    def moment(said: str) -> datetime:
        return datetime.fromisoformat(said).replace(tzinfo=ZURICH)

    utc = moment(now).astimezone(ZoneInfo("UTC"))
    assert rules.ringing_from(None, ZURICH, at=utc) == moment(rings)


def test_the_night_in_which_clocks_change_is_an_hour_shorter_or_longer():
    def hours(day: int, month: int) -> float:
        at = datetime(2026, month, day, 21, tzinfo=ZURICH).astimezone(ZoneInfo("UTC"))
        return (rules.ringing_from(None, ZURICH, at=at) - at) / timedelta(hours=1)

    assert [hours(27, 3), hours(28, 3), hours(24, 10)] == [10, 9, 11]


def test_nights_are_where_the_person_is(vreni, at):
    reach = chosen(vreni, at, timezone="America/New_York")
    # Nine in Zurich is four in New York.
    assert rules.ringing_from(reach, ZURICH, at=at) == at + timedelta(hours=3)
    assert rules.ringing_from(chosen(vreni, at, nights=True), ZURICH, at=at) == at


@pytest.fixture
def tell(vreni, at, reactions, monkeypatch):
    """Tells Vreni, who has a mobile telephone, about a bell with this text."""
    vreni.phone = "079 555 10 10"
    vreni.save()
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: at)

    def told(now=at, person=vreni, path="/door/7/", **changes) -> Notice:
        monkeypatch.setitem(
            registry.NOTICES, "bell_rang", text(**{"sms": "yes", **changes})
        )
        announce(BellRang(house="7"), by=None, at=now)
        row = EventRow.objects.latest("id")
        return actions.notify(person=person, kind="bell_rang", row=row, path=path, at=now)

    return told


def by_sms(notice: Notice) -> Delivery:
    return Delivery.objects.get(notice=notice, transport="sms")


def test_an_sms_in_the_night_goes_out_at_seven(tell, at, monkeypatch):
    night = at.replace(hour=23)
    morning = night.replace(hour=7) + timedelta(days=1)
    delivery = by_sms(tell(night))
    actions.deliver(delivery.pk, at=night)
    delivery.refresh_from_db()
    assert (delivery.not_before, delivery.queued_at, delivery.tries) == (morning, None, 0)
    assert not DemoMessage.objects.filter(transport="sms").exists()
    # The relay leaves it until then, and takes it up again.
    monkeypatch.setattr(
        "kundenkreis.core.clock.now", lambda: morning - timedelta(minutes=1)
    )
    relay.step()
    delivery.refresh_from_db()
    assert delivery.queued_at is None
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: morning)
    relay.step()
    delivery.refresh_from_db()
    assert delivery.queued_at == morning
    actions.deliver(delivery.pk, at=morning)
    assert DemoMessage.objects.filter(transport="sms").count() == 1


@pytest.mark.flow
def test_a_try_that_failed_in_the_evening_does_not_ring_at_night(tell, at, gateway):
    evening = at.replace(hour=20, minute=59)
    delivery = by_sms(tell(evening))
    gateway.status = 503
    with pytest.raises(actions.NotDelivered):
        actions.deliver(delivery.pk, at=evening)
    gateway.status = 200
    actions.deliver(delivery.pk, at=evening + timedelta(minutes=5))
    assert len(gateway.requests) == 1
    actions.deliver(delivery.pk, at=evening.replace(hour=7) + timedelta(days=1))
    assert len(gateway.requests) == 2


@pytest.mark.flow
def test_mail_goes_at_night_and_so_does_what_cannot_wait(tell, at):
    night = at.replace(hour=23)
    for delivery in tell(night, urgent=True).deliveries.all():
        actions.deliver(delivery.pk, at=night)
    assert set(DemoMessage.objects.values_list("transport", flat=True)) == {"mail", "sms"}
    quiet = tell(night).deliveries.get(transport="mail")
    assert actions.deliver(quiet.pk, at=night).delivered_at == night


def test_what_cannot_wait_is_not_sent_an_hour_later(tell, at):
    delivery = by_sms(tell(urgent=True))
    actions.deliver(delivery.pk, at=at + rules.URGENT_LIVES)
    delivery.refresh_from_db()
    assert delivery.trouble == "too late"
    assert not DemoMessage.objects.filter(transport="sms").exists()


def test_who_turned_sms_off_in_the_meantime_gets_none(tell, vreni, at):
    delivery = by_sms(tell())
    chosen(vreni, at, sms=False)
    actions.deliver(delivery.pk, at=at)
    delivery.refresh_from_db()
    assert delivery.given_up_at == at


@pytest.mark.parametrize("taken", ["read", "shown", ""])
def test_an_sms_is_spared_where_the_push_was_taken(tell, vreni, at, taken):
    notice = tell(sms="fallback")
    Delivery.objects.create(
        notice=notice,
        transport="push",
        made_at=at,
        taken_at=at if taken == "shown" else None,
    )
    if taken == "read":
        actions.mark_read(notice, by=vreni, at=at)
    actions.deliver(by_sms(notice).pk, at=at + rules.FALLBACK)
    assert DemoMessage.objects.filter(transport="sms").exists() == (taken == "")


@pytest.mark.flow
def test_one_number_gets_only_so_many_a_day_whoever_it_is(tell, vreni, at):
    other = people.welcome_guest(language="de", by=None, at=at)
    other.phone = "+41 79 555 10 10"
    other.save()
    for number in range(rules.MOST_A_DAY["sms"]):
        actions.deliver(by_sms(tell(person=(vreni, other)[number % 2])).pk, at=at)
    surplus = by_sms(tell())
    assert actions.deliver(surplus.pk, at=at).trouble == "too many to one address in a day"
    assert DemoMessage.objects.filter(transport="sms").count() == rules.MOST_A_DAY["sms"]
    tomorrow = at + timedelta(days=1)
    assert actions.deliver(by_sms(tell(tomorrow)).pk, at=tomorrow).delivered_at == tomorrow
    assert "795551010" not in str(list(Delivery.objects.values()))


def said(notice: Notice, at: datetime) -> str:
    actions.deliver(by_sms(notice).pk, at=at)
    return DemoMessage.objects.filter(transport="sms").latest("pk").text


def test_an_sms_carries_a_short_address_that_leads_where_the_mail_leads(tell, at):
    sms = said(tell(path="/bookings/7/"), at)
    address = sms.rsplit("\n", 1)[1]
    assert address.startswith("http://alpenfon.localhost:8000/s/")
    code = address.split("/s/")[1].strip("/")
    assert code not in str(list(ShortLink.objects.values()))
    answer = Client(HTTP_HOST="alpenfon.localhost").get(f"/s/{code}/")
    assert (answer.status_code, answer["Location"]) == (303, "/bookings/7/")


def test_a_short_address_expires_and_another_brand_knows_none(
    tell, seeland, at, monkeypatch
):
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: at)
    code = said(tell(), at).split("/s/")[1].strip("/")
    assert Client(HTTP_HOST="seeland.localhost").get(f"/s/{code}/").status_code == 404
    here = Client(HTTP_HOST="alpenfon.localhost")
    assert here.get(f"/s/{code}/").status_code == 303
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: at + ShortLink.VALID)
    assert here.get(f"/s/{code}/").status_code == 404
    assert here.get("/s/0000000000/").status_code == 404


@pytest.mark.flow
def test_the_page_says_the_ways_and_keeps_the_choice(vreni, at):
    client = Client(HTTP_HOST="alpenfon.localhost")
    client.force_login(vreni)
    assert "vreni@example.org" in client.get("/account/channels/").content.decode()
    answer = client.post("/account/channels/", {"ways": ["mail"], "nights": "ring"})
    assert answer.status_code == 303
    reach = queries.reach_of(vreni)
    assert reach is not None
    assert (reach.mail_off_at, bool(reach.sms_off_at), bool(reach.nights_at)) == (None, True, True)  # fmt: skip
    assert client.post("/account/channels/", {"ways": ["pigeon"]}).status_code == 200


@pytest.mark.flow
def test_the_api_says_and_takes_the_same(vreni, at):
    client = Client(HTTP_HOST="alpenfon.localhost")
    client.force_login(vreni)
    everything = {"mail": True, "sms": True, "push": True, "nights": False, "timezone": ""}
    assert client.get("/api/v1/me/channels").json() == everything
    wanted = {**everything, "sms": False, "timezone": "Europe/Rome"}
    for _ in range(2):
        answer = client.put("/api/v1/me/channels", wanted, content_type="application/json")
        assert answer.json() == wanted
    wrong = {**wanted, "timezone": "Nowhere"}
    answer = client.put("/api/v1/me/channels", wrong, content_type="application/json")
    assert (answer.status_code, answer.json()["reason"]) == (422, "unknown_timezone")


def test_the_choice_is_exported_and_forgotten(vreni, at):
    chosen(vreni, at, sms=False)
    assert NotificationsData().export(vreni)["reach"][0]["sms_off_at"] == at
    NotificationsData().forget(vreni, at=at)
    assert queries.reach_of(vreni) is None
