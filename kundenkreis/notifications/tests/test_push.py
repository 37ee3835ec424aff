"""Push: to every device, readable there only, once; dead devices end; nothing private is reached."""

import json
from datetime import timedelta

import http_ece
import pytest
from cryptography.exceptions import InvalidTag
from django.test import Client

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid
from kundenkreis.notifications import actions, queries, subscriptions
from kundenkreis.notifications.models import (
    Delivery,
    DemoMessage,
    EventRow,
    PushSubscription,
)
from kundenkreis.notifications.tests.conftest import BellRang
from kundenkreis.notifications.tests.push_service import Browser, serving
from kundenkreis.notifications.transports.push import keys


@pytest.fixture
def service(settings):
    settings.PUSH_CONTACT = "mailto:it@alpenfon.example"
    settings.FETCH_LOOPBACK = True
    with serving() as running:
        yield running


def add(person, browser: Browser, at, device="Chrome, Android") -> PushSubscription:
    return actions.subscribe(
        person, endpoint=browser.endpoint, **browser.keys, device=device, by=person, at=at
    )


@pytest.fixture
def ring(vreni, at, reactions):
    """Tells Vreni; the push message on its way to her."""

    def rang() -> Delivery:
        announce(BellRang(house="7"), by=None, at=at)
        notice = actions.notify(
            person=vreni,
            kind="bell_rang",
            row=EventRow.objects.latest("id"),
            values={"who": "Jonas", "when": at, "price": 1},
            path="/door/7/",
            at=at,
        )
        return notice.deliveries.get(transport="push")

    return rang


@pytest.mark.flow
def test_each_device_gets_it_and_reads_it_with_its_own_key(service, vreni, ring, at):
    browsers = [service.browser("1"), service.browser("2")]
    for browser in browsers:
        add(vreni, browser, at)
    delivery = actions.deliver(ring().pk, at=at)
    assert delivery.delivered_at == at
    for browser, other in (browsers, browsers[::-1]):
        (message,) = service.waiting[browser.endpoint.removeprefix(service.base)].values()
        said = browser.read(message["body"])
        assert said["title"] == "Jonas rings at 09:00"
        assert said["url"] == "http://alpenfon.localhost:8000/door/7/"
        assert said["tag"] == str(delivery.pk)
        assert b"Jonas" not in message["body"]
        assert (message["headers"]["TTL"], message["headers"]["Urgency"]) == ("86400", "normal")  # fmt: skip
        with pytest.raises((InvalidTag, http_ece.ECEException)):
            other.read(message["body"])


@pytest.mark.flow
def test_a_message_sent_again_replaces_the_first(service, vreni, ring, at):
    browser = service.browser()
    add(vreni, browser, at)
    delivery = ring()
    actions.deliver(delivery.pk, at=at)
    # As a worker would that was killed before it could say so.
    Delivery.objects.update(delivered_at=None)
    actions.deliver(delivery.pk, at=at)
    assert service.got == 2
    assert len(service.waiting["/push/1"]) == 1


@pytest.mark.flow
@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_device_the_service_forgot_ends_and_the_others_stay(
    service, vreni, ring, at, status
):
    dead, alive = service.browser("dead"), service.browser("alive")
    for browser in (dead, alive):
        add(vreni, browser, at)
    service.status["/push/dead"] = status
    assert actions.deliver(ring().pk, at=at).delivered_at == at
    assert [row.endpoint for row in queries.devices_of(vreni)] == [alive.endpoint]


def test_without_any_device_left_it_is_given_up_and_the_end_stays(service, vreni, ring, at):
    add(vreni, service.browser(), at)
    service.status["/push/1"] = 410
    delivery = actions.deliver(ring().pk, at=at)
    assert (delivery.given_up_at, delivery.trouble) == (at, "no device takes it")
    assert not queries.devices_of(vreni).exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_in_trouble_is_asked_again(service, vreni, ring, at, status):
    add(vreni, service.browser(), at)
    delivery = ring()
    service.status["/push/1"] = status
    with pytest.raises(actions.NotDelivered):
        actions.deliver(delivery.pk, at=at)
    service.status.clear()
    assert actions.deliver(delivery.pk, at=at).delivered_at == at


def test_an_address_inside_our_own_network_is_never_asked(
    service, vreni, ring, at, settings
):
    add(vreni, service.browser(), at)
    settings.FETCH_LOOPBACK = False
    delivery = actions.deliver(ring().pk, at=at)
    assert service.got == 0
    assert delivery.given_up_at == at
    assert not queries.devices_of(vreni).exists()


def test_without_a_contact_it_stays_in_the_demo_mailbox(vreni, ring, at):
    add(vreni, Browser("https://push.example/1"), at)
    actions.deliver(ring().pk, at=at)
    shown = DemoMessage.objects.get(transport="push")
    assert (shown.to, shown.subject) == (str(vreni.pk), "Jonas rings at 09:00")


def test_the_same_device_again_changes_nothing_and_a_new_owner_takes_it_over(
    vreni, beat, at
):
    browser = Browser("https://push.example/1")
    assert add(vreni, browser, at) == add(vreni, browser, at)
    add(beat, browser, at)
    assert not queries.devices_of(vreni).exists()
    assert queries.devices_of(beat).count() == 1


@pytest.mark.flow
def test_of_more_than_five_devices_the_oldest_ends(vreni, at):
    for number in range(7):
        made = at + timedelta(minutes=number)
        add(vreni, Browser(f"https://push.example/{number}"), made, device=str(number))
    assert [row.device for row in queries.devices_of(vreni)] == ["2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example/1"},
        {"endpoint": "https://me@push.example/1"},
        {"endpoint": "file:///etc/passwd"},
        {"endpoint": "https://push.example/" + "x" * 1000},
        {"p256dh": "AAAA"},
        {"p256dh": "BA" + "A" * 85},
        {"p256dh": "ü" * 87},
        {"auth": "kurz"},
    ],
)
def test_what_no_browser_gives_is_refused(vreni, at, wrong):
    given = {"endpoint": "https://push.example/1", **Browser("").keys, **wrong}
    with pytest.raises(Invalid):
        actions.subscribe(vreni, **given, by=vreni, at=at)
    assert not queries.devices_of(vreni).exists()


@pytest.mark.flow
def test_a_device_says_that_it_has_shown_the_message(vreni, ring, at):
    add(vreni, Browser("https://push.example/1"), at)
    delivery = ring()
    device = Client(HTTP_HOST="alpenfon.localhost", enforce_csrf_checks=True)
    for _ in range(2):
        assert device.post(f"/receipts/{delivery.pk}/").status_code == 204
    delivery.refresh_from_db()
    assert delivery.taken_at is not None
    mailed = Delivery.objects.get(transport="mail")
    assert device.post(f"/receipts/{mailed.pk}/").status_code == 404
    there = Client(HTTP_HOST="seeland.localhost")
    assert there.post(f"/receipts/{vreni.pk}/").status_code == 404


@pytest.mark.flow
def test_the_page_lists_my_devices_and_ends_only_mine(vreni, beat, at):
    browser, client = (
        Browser("https://push.example/1"),
        Client(HTTP_HOST="alpenfon.localhost"),
    )
    client.force_login(vreni)
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"
    given = {"endpoint": browser.endpoint, **browser.keys}
    assert client.post("/account/devices/", given, HTTP_USER_AGENT=agent).status_code == 303
    page = client.get("/account/channels/").content.decode()
    assert "Chrome, Android" in page
    assert keys.public() in page
    theirs = add(beat, Browser("https://push.example/2"), at)
    assert client.post(f"/account/devices/{theirs.pk}/removal/").status_code == 404
    mine = queries.devices_of(vreni).get()
    assert client.post(f"/account/devices/{mine.pk}/removal/").status_code == 303
    assert not queries.devices_of(vreni).exists()
    assert queries.devices_of(beat).exists()


@pytest.mark.flow
def test_the_api_does_the_same(vreni, at):
    browser, client = (
        Browser("https://push.example/1"),
        Client(HTTP_HOST="alpenfon.localhost"),
    )
    client.force_login(vreni)
    path, body = "/api/v1/me/push-subscriptions", {"endpoint": browser.endpoint, "keys": browser.keys}  # fmt: skip
    answer = client.post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == 201
    listed = client.get(path).json()
    assert listed["key"] == keys.public()
    assert [row["id"] for row in listed["items"]] == [answer.json()["id"]]
    assert client.delete(f"{path}/{answer.json()['id']}").status_code == 204
    assert client.delete(f"{path}/{answer.json()['id']}").status_code == 404


def test_the_key_is_the_same_in_every_process_and_can_be_given(settings):
    first = keys.public()
    keys._key.cache_clear()
    assert keys.public() == first
    settings.SECRET_KEY = "another"
    assert keys.public() != first
    settings.VAPID_PRIVATE_KEY = "A" * 42 + "E"
    assert keys.public().startswith("B")


def test_devices_call_themselves_as_their_owner_would():
    names = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1": "Safari, iPhone",
        "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0": "Edge, Windows",
        "curl/8": "",
    }
    assert {agent: subscriptions.device_name(agent) for agent in names} == names
