"""A visit of Jonas at Vreni's in the running installation, and his phone in a place without network."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from tests.browser.installation import Site


def agreed_visit(site: Site, *, accepted: bool = True) -> Any:
    """A new booking that Jonas has accepted, unless not; as Vreni sees it."""
    vreni, jonas = site.token("vreni@example.org"), site.token("jonas@example.org")
    key = {"Idempotency-Key": uuid4().hex}
    status, case = site.api(
        "POST", "cases", {"text": "Das WLAN geht nicht."}, token=vreni, **key
    )
    assert status == 201, case
    _status, free = site.api(
        "GET", "slots?package=wifi&postal_code=8004&limit=100", token=vreni
    )
    slot = next(
        each for each in free["items"] if each["helper"]["name"].startswith("Jonas")
    )
    body = {
        "case": case["id"], "package": "wifi", "helper": slot["helper"]["id"], "starts_at": slot["starts_at"],
        "address": "Kanarienweg 77, 8004 Zürich", "contact": {"name": "Vreni", "phone": "0791112233"},
    }  # fmt: skip
    status, made = site.api("POST", "bookings", body, token=vreni)
    assert status == 201, made
    if not accepted:
        return made
    status, told = site.api("POST", f"bookings/{made['id']}/acceptance", {}, token=jonas)
    assert status == 201, told
    return made


def a_photo() -> bytes:
    """As a camera would give it, only smaller."""
    out = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(out, "JPEG")
    return out.getvalue()


def steps(site: Site, booking: dict[str, Any]) -> list[dict[str, Any]]:
    """Its history as Vreni reads it, after the acceptance."""
    token = site.token("vreni@example.org")
    status, now = site.api("GET", f"bookings/{booking['id']}", token=token)
    assert status == 200, now
    return list(now["history"][2:])


def until(page: Any, expression: str, arg: Any = None) -> None:
    """Wait until it is true; the page's policy allows no waiting inside the page."""
    for _look in range(200):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def under_control(page: Any) -> None:
    """The service worker is installed and answers for this page.

    A page that was still arriving when the worker claimed all pages is answered for from its next opening on.
    """
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    if page.evaluate("navigator.serviceWorker.controller === null"):
        page.wait_for_timeout(1000)
    if page.evaluate("navigator.serviceWorker.controller === null"):
        page.reload()
    until(page, "navigator.serviceWorker.controller !== null")


def kept(page: Any, path: str) -> None:
    """The device has kept this page."""
    until(page, "path => caches.open('pages').then(pages => pages.match(path)).then(Boolean)", path)  # fmt: skip


def waits(page: Any, count: int) -> list[str]:
    """What the page says is waiting, one text each, once it is so many."""
    lines = page.locator("[data-waiting] li")
    until(page, "count => document.querySelectorAll('[data-waiting] li').length === count", count)  # fmt: skip
    return [text.strip() for text in lines.all_inner_texts()]
