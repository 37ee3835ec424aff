"""Push in Chromium: offered after the first agreed visit, encrypted for this device alone, shown by its service worker.

Chromium's own push service is not to be had in a test, so its address is ours: `PushManager.subscribe` gives keys that
we hold, a server of ours stands where the push service would, and what it got reaches the service worker over the
debugging channel, as the push service would deliver it.
"""

import json
from typing import Any

import pytest

from kundenkreis.notifications.tests.push_service import Browser, PushService, serving
from tests.browser.conftest import axe
from tests.browser.dead_zone import agreed_visit, under_control, until
from tests.browser.installation import Site

# The worker of the page takes over late on a busy machine: not on the way of every change.
pytestmark = pytest.mark.slow

SUBSCRIBE = """
PushManager.prototype.subscribe = async () => ({ toJSON: () => (%s) });
PushManager.prototype.getSubscription = async () => null;
"""


def subscribed(page: Any, device: Browser) -> None:
    """The helper presses the button of the card on her day page."""
    said = json.dumps({"endpoint": device.endpoint, "keys": device.keys})
    page.add_init_script(SUBSCRIBE % said)
    page.context.grant_permissions(["notifications"])
    page.goto("/helper/")
    under_control(page)
    page.goto("/helper/")
    card = page.locator("[data-push-offer]")
    card.wait_for()
    assert axe(page) == []
    card.locator("form[data-push] button").click()
    page.wait_for_url("**/account/channels/?device=1")


def delivered(page: Any, site: Site, said: dict[str, str]) -> list[dict[str, str]]:
    """What the service worker shows when the push service hands it this."""
    channel = page.context.new_cdp_session(page)
    found: list[str] = []
    channel.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"]),
    )
    channel.send("ServiceWorker.enable")
    for _look in range(50):
        if found:
            break
        page.wait_for_timeout(100)
    message = {"origin": site.base, "registrationId": found[-1], "data": json.dumps(said)}
    channel.send("ServiceWorker.deliverPushMessage", message)
    shown = "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => ({title: n.title, body: n.body, tag: n.tag, url: n.data.url})))"
    until(page, f"{shown}.then(all => all.length === 1)")
    return list(page.evaluate(shown))


def test_a_helper_lets_her_phone_ring_and_it_does(site: Site, open_page: Any) -> None:
    with serving() as service:
        page, device = open_page("jonas", width=360), service.browser("phone")
        agreed_visit(site)
        subscribed(page, device)
        booking = agreed_visit(site, accepted=False)
        body = waiting_for(page, service)
        said = device.read(body)
        assert said["url"].endswith("/helper/requests/")
        [notification] = delivered(page, site, said)
        assert notification == {
            name: said[name] for name in ("title", "body", "tag", "url")
        }
        assert booking["id"] not in body.decode("latin-1")
        page.goto("/account/channels/")
        page.locator(".devices form button").first.click()
        page.wait_for_load_state()
        assert page.locator(".devices li").count() == 0


def waiting_for(page: Any, service: PushService) -> bytes:
    """The encrypted message about a new request, once the worker has sent it."""
    for _look in range(300):
        if mine := service.waiting.get("/push/phone"):
            return bytes(list(mine.values())[-1]["body"])
        page.wait_for_timeout(100)
    raise AssertionError("no push message came")


def test_not_now_is_remembered_on_this_device(site: Site, open_page: Any) -> None:
    agreed_visit(site)
    page = open_page("jonas", width=360)
    page.context.grant_permissions(["notifications"])
    page.goto("/helper/")
    under_control(page)
    card = page.locator("[data-push-offer]")
    card.wait_for()
    card.locator("form[action='/account/devices/deferral/'] button").click()
    page.wait_for_load_state()
    assert page.url.endswith("/helper/")
    assert card.count() == 0
