"""The helper's app in Chromium: installed, opened without network, and a visit done in a dead zone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.browser.conftest import axe, sideways, sign_in
from tests.browser.dead_zone import (
    a_photo,
    agreed_visit,
    kept,
    steps,
    under_control,
    until,
    waits,
)
from tests.browser.installation import Site

# The worker of the page takes over late on a busy machine: not on the way of every change.
pytestmark = pytest.mark.slow


def at_the_door(site: Site, open_page: Any) -> tuple[Any, dict[str, Any]]:
    """Jonas's phone with an agreed visit on it, and no network."""
    booking = agreed_visit(site)
    page = open_page("jonas", width=360)
    path = f"/bookings/{booking['id']}/"
    page.goto(path)
    under_control(page)
    page.goto("/helper/")
    page.goto(path)
    for each in (path, "/helper/"):
        kept(page, each)
    page.evaluate(
        "paths => navigator.serviceWorker.controller.postMessage({keep: paths})",
        [f"{path}{noun}/" for noun in ("completion", "unsuccessful")],
    )
    kept(page, f"{path}completion/")
    page.context.set_offline(True)
    page.complaints.clear()
    return page, booking


def back_in_the_net(page: Any) -> None:
    """Everything at once: the event, a page opened, and the page's own message."""
    page.context.set_offline(False)
    page.evaluate("navigator.serviceWorker.controller.postMessage({send: true})")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.goto(page.url)
    until(page, "waiting.all().then(taps => taps.every(tap => tap.refused))")


def test_a_visit_done_in_a_dead_zone_is_told_once_in_order_with_its_times(
    site: Site, open_page: Any
) -> None:
    page, booking = at_the_door(site, open_page)
    page.goto("/helper/")
    assert page.locator("html[data-kept]").count() == 1
    page.goto(f"/bookings/{booking['id']}/")
    begun = datetime.now(UTC)
    page.locator("[data-step=confirmed] .thumb button").click()
    waits(page, 1)
    page.locator("[data-step=on_the_way] .thumb button").click()
    assert page.evaluate("document.activeElement.name") == "code_word"
    page.fill("[name=code_word]", booking["code_word"])
    page.locator("[data-step=on_the_way] .thumb button").click()
    waits(page, 2)
    page.locator("[data-step=in_progress] .thumb a").click()
    page.wait_for_url("**/completion/")
    page.set_input_files("[name=photo]", {"name": "kabel.jpg", "mimeType": "image/jpeg", "buffer": a_photo()})  # fmt: skip
    page.locator("form[enctype] button").click()
    waits(page, 3)
    page.fill("[name=report]", "Kabel getauscht.\nJetzt geht es.")
    page.locator("main .thumb button").click()
    page.wait_for_url(f"**/bookings/{booking['id']}/")
    waits(page, 4)
    done = datetime.now(UTC)
    assert axe(page) == []
    assert sideways(page) == 0
    assert steps(site, booking) == []
    page.wait_for_timeout(1500)
    back_in_the_net(page)
    told = steps(site, booking)
    assert [step["name"] for step in told] == ["depart", "start", "complete"]
    times = [datetime.fromisoformat(step["at"]) for step in told]
    heard = [datetime.fromisoformat(step["heard_at"]) for step in told]
    assert times == sorted(times)
    assert all((begun - at).total_seconds() < 1.5 for at in times)
    assert all((at - done).total_seconds() < 1.5 for at in times)
    assert all(later > done for later in heard)
    back_in_the_net(page)
    assert steps(site, booking) == told
    _status, now = site.api(
        "GET", f"bookings/{booking['id']}", token=site.token("jonas@example.org")
    )
    assert len(now["photos"]) == 1
    assert now["visit"]["report"] == "Kabel getauscht.\nJetzt geht es."
    assert waits(page, 0) == []
    assert page.locator("html[data-kept]").count() == 0


def test_what_the_server_refuses_later_is_told_and_keeps_what_was_typed(
    site: Site, open_page: Any
) -> None:
    page, booking = at_the_door(site, open_page)
    page.goto(f"/bookings/{booking['id']}/")
    page.locator("[data-step=confirmed] .thumb button").click()
    waits(page, 1)
    page.locator("[data-undo]").click()
    waits(page, 0)
    page.locator("[data-step=confirmed] .thumb button").click()
    waits(page, 1)
    page.fill("[name=code_word]", booking["code_word"])
    page.locator("[data-step=on_the_way] .thumb button").click()
    waits(page, 2)
    vreni = site.token("vreni@example.org")
    status, told = site.api(
        "POST", f"bookings/{booking['id']}/cancellation", {}, token=vreni
    )
    assert status == 201, told
    back_in_the_net(page)
    page.locator("[data-troubled]:visible").wait_for()
    _first, second = waits(page, 2)
    assert booking["code_word"] in second
    assert page.locator("[data-why]:visible").count() == 2
    assert [step["name"] for step in steps(site, booking)] == ["cancel"]
    assert axe(page) == []


def test_signing_out_leaves_nothing_for_whoever_comes_next(
    site: Site, open_page: Any
) -> None:
    page, booking = at_the_door(site, open_page)
    page.goto(f"/bookings/{booking['id']}/")
    page.locator("[data-step=confirmed] .thumb button").click()
    waits(page, 1)
    sign_out = "form[action='/sign-out/']"
    page.locator(".menu__button").click()
    page.locator(f"{sign_out} button").first.click()
    page.locator(".leaving").wait_for()
    page.locator(f"{sign_out} button").first.click()
    until(page, "waiting.all().then(taps => taps.length === 0)")
    page.context.set_offline(False)
    page.goto("/")
    page.locator(".menu__button").click()
    page.locator(f"{sign_out} button").first.click()
    page.wait_for_load_state()
    left = "caches.open('pages').then(pages => pages.keys()).then(keys => keys.length)"
    assert page.evaluate(left) == 0
    sign_in(page, "aylin")
    page.goto("/consultations/")
    assert steps(site, booking) == []


PUT = """([owner, until, paths]) => caches.open('pages').then(pages => Promise.all(paths.map(path => pages.put(path,
  new Response('<html lang="de"><p>An address</p></html>', {headers: {'Content-Type': 'text/html', 'X-Kept-For': owner, 'X-Kept-Until': until}})))))"""


def test_kept_pages_go_a_day_after_the_visit_and_are_never_many(
    site: Site, open_page: Any
) -> None:
    page = open_page("jonas", width=360)
    page.goto("/helper/")
    under_control(page)
    page.goto("/helper/")
    kept(page, "/helper/")
    owner = page.evaluate(
        "fetch('/helper/').then(answer => answer.headers.get('X-Kept-For'))"
    )
    later, over = "2100-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00"
    page.evaluate(
        PUT, [owner, later, [f"/bookings/later-{number}/" for number in range(30)]]
    )
    page.evaluate(PUT, [owner, over, ["/bookings/over/"]])
    page.evaluate(PUT, ["somebody else", later, ["/bookings/theirs/"]])
    page.goto("/helper/")
    paths = "caches.open('pages').then(pages => pages.keys()).then(keys => keys.map(key => new URL(key.url).pathname))"
    until(page, f"{paths}.then(all => all.includes('/helper/') && all.length <= 24)")
    left = page.evaluate(paths)
    assert "/bookings/later-29/" in left
    assert not {"/bookings/over/", "/bookings/theirs/", "/bookings/later-0/"} & set(left)
    page.evaluate(PUT, [owner, over, ["/bookings/over/"]])
    page.context.set_offline(True)
    page.goto("/bookings/over/")
    assert page.get_by_text("An address").count() == 0
    page.goto("/bookings/later-29/")
    assert page.get_by_text("An address").count() == 1
