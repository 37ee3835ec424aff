"""What pages cost: `kundenkreis bench pages [--times 60]`.

The pages around an order and of the community, asked for inside one process through all middleware, by turns: CPU of
Python and of PostgreSQL for each and how many statements, beside a page that says hello through the same middleware
(the limit here), in the same run. CPU, not the clock: a machine is seldom ours alone.
"""

import argparse
import os
import sys
from datetime import timedelta
from typing import Any

from bench._place import Clock, backend, brand, place
from bench.booking import ADDRESS, cases, neighbours

HELPERS = 20


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench pages", description=__doc__)
    parser.add_argument("--times", type=int, default=60, help="each page so often")
    options = parser.parse_args(argv)
    with place():
        from django.conf import settings
        from django.test import override_settings
        from django.urls import path

        import kundenkreis.urls

        settings.ALLOWED_HOSTS = ["testserver"]
        urls: list[Any] = kundenkreis.urls.urlpatterns  # type: ignore[assignment]
        urls.insert(0, path("hello/", _hello))
        with override_settings(SECRET_KEY="of-the-benchmark-" * 4):
            _measure(_pages(), options.times)
    return 0


def _hello(request: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse("hello")


def _pages() -> dict[str, tuple[Any, str]]:
    """Who asks for what, by name."""
    from django.test import Client

    from kundenkreis.brands.models import Topic
    from kundenkreis.core import clock, scope
    from kundenkreis.people.actions import grant
    from kundenkreis.stages.community import actions as community
    from kundenkreis.stages.marketplace import actions

    at = clock.now()
    row, [package] = brand(at, 1)
    with scope.inside(row.pk, row):
        helpers = neighbours(row, package, HELPERS, at)
        grant(helpers[0].person, "helper", by=None, at=at)
        topic = Topic.objects.create(slug="wifi", words={"de": "WLAN", "en": "Wi-Fi"})
        orders, booked = cases(2, at)
        actions.ask(orders, package=package, postal_code="8004", by=orders.customer, at=at)
        booking = actions.book(
            booked, package=package, helper=helpers[0], starts_at=(at + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0),
            postal_code="8004", address=ADDRESS, by=booked.customer, at=at,
        )  # fmt: skip
        for number in range(30):
            community.ask(
                title=f"Frage {number}: WLAN im Garten?", body="Wie weit reicht es?", topic=topic, agreed=True, by=booked.customer, at=at - timedelta(hours=3 * (30 - number))
            )  # fmt: skip

    def signed_in(person: Any) -> Client:
        client = Client(headers={"accept-language": "de"})
        client.force_login(person)
        return client

    wishes, has, helps = (signed_in(one) for one in (orders.customer, booked.customer, helpers[0].person))  # fmt: skip
    return {
        "hello": (wishes, "/hello/"), "/healthz": (Client(), "/healthz"), "front page": (has, "/"), "case": (has, booked.path),
        "who and when": (wishes, f"{orders.path}visit/slots/"), "booking": (has, booking.path), "questions": (has, "/questions/"),
        "topic": (has, "/questions/?topic=wifi"), "helper's day": (helps, "/helper/"),
    }  # fmt: skip


def _measure(pages: dict[str, tuple[Any, str]], times: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    statements: dict[str, int] = {}
    cpu: dict[str, list[list[float]]] = {name: [[], []] for name in pages}
    for name, (client, path) in pages.items():
        for _warm in range(5):
            if (answer := client.get(path)).status_code != 200:
                raise SystemExit(f"{name} {path}: {answer.status_code}")
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        statements[name] = len(seen)
    clock = Clock([backend()])
    for _turn in range(times):
        for name, (client, path) in pages.items():
            clock.begin()
            client.get(path)
            both, python = clock.end(), clock.ours
            cpu[name][0].append(python)
            cpu[name][1].append(both - python)
    middle = {name: [sorted(one)[times // 2] for one in two] for name, two in cpu.items()}
    least = sum(middle["hello"])
    print(f"CPU ms, p50 of {times} by turns; load {os.getloadavg()[0]:.1f}")
    for name, (python, postgres) in middle.items():
        print(
            f"  {name}: {python:.1f} Python + {postgres:.1f} PostgreSQL, {statements[name]} statements;"
            f" {(python + postgres) / least:.1f} times hello"
        )


if __name__ == "__main__":
    sys.exit(main())
