"""How fast the page «who and when» is: `kundenkreis bench slots [--seconds 8] [--clients 1 8]`.

A customer's page of the order with real helpers around her, through the real server (one web process, signed in by
cookie, connections kept). Requests a second and how long one takes; CPU of the web process and of PostgreSQL for each,
because a machine is seldom ours alone. Beside it the same server's lightest page (`/healthz`), the limit here.
"""

import argparse
import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from typing import Any

from bench._place import brand, cpu_of, place
from bench.booking import cases, neighbours

HELPERS = 60


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench slots", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--port", type=int, default=8114)
    options = parser.parse_args(argv)
    with place() as server:
        path, cookie = _order()
        with tempfile.TemporaryDirectory() as data:
            environment = {
                **os.environ, "DATABASE_URL": server.url("owner"), "DATA": data,
                "SECRET_KEY": _secret(), "ALLOWED_HOSTS": "localhost,127.0.0.1",
            }  # fmt: skip
            web = subprocess.Popen(
                [sys.executable, "-m", "kundenkreis.cli", "web", "--host", "127.0.0.1", "--port", str(options.port)],
                env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                _wait(options.port)
                if Visitor(options.port, path, cookie).ask().count(b"Helper ") < 3:
                    raise SystemExit("The page names no helpers.")
                for clients in options.clients:
                    for name, address in (("the page", path), ("/healthz", "/healthz")):
                        visitors = [
                            Visitor(options.port, address, cookie) for _ in range(clients)
                        ]
                        _load(name, visitors, web.pid, server, options.seconds)
            finally:
                web.terminate()
                web.wait(20)
    return 0


def _secret() -> str:
    from django.conf import settings

    return str(settings.SECRET_KEY)


def _order() -> tuple[str, str]:
    """An order that has come to its third question: the page's path and the customer's cookie."""
    from django.conf import settings
    from django.test import Client

    from kundenkreis.core import clock, scope
    from kundenkreis.stages.marketplace import actions

    os.environ["SECRET_KEY"] = settings.SECRET_KEY = "of-the-benchmark-" * 4
    at = clock.now()
    row, [package] = brand(at, 1, hosts=["localhost", "127.0.0.1"])
    with scope.inside(row.pk):
        neighbours(row, package, HELPERS, at)
        [case] = cases(1, at)
        actions.ask(case, package=package, postal_code="8004", by=case.customer, at=at)
        client = Client()
        client.force_login(case.customer)
        return f"{case.path}visit/slots/", f"session={client.cookies['session'].value}"


def _wait(port: int) -> None:
    for _try in range(600):
        try:
            Visitor(port, "/healthz", "").ask()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


class Visitor:
    """Asks for one page again and again over one connection."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        self.path, self.headers = path, {"Cookie": cookie, "Accept-Language": "de"}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.times: list[float] = []

    def ask(self) -> bytes:
        """The page.

        :raises SystemExit: it is none.
        """
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{self.path}: {answer.status} {answer.getheader('Location')}")
        return body

    def stay(self, seconds: float) -> None:
        """Ask for so long."""
        self.times.clear()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            self.ask()
            self.times.append(time.monotonic() - began)


def _load(name: str, visitors: Sequence[Visitor], web: int, server: Any, seconds: float) -> None:  # fmt: skip
    _together(visitors, 1.5)
    python, postgres = cpu_of(web), cpu_of(server.process.pid)
    wall = _together(visitors, seconds)
    python, postgres = cpu_of(web) - python, cpu_of(server.process.pid) - postgres
    times = sorted(one for visitor in visitors for one in visitor.times)
    print(
        f"{name}, {len(visitors)} clients: {len(times) / wall:.0f} a second, p50 {times[len(times) // 2] * 1000:.1f} ms,"
        f" p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms; CPU ms each: {python / len(times):.1f} web + {postgres / len(times):.1f} PostgreSQL"
        f" (load {os.getloadavg()[0]:.1f})", flush=True,
    )  # fmt: skip


def _together(visitors: Sequence[Visitor], seconds: float) -> float:
    threads = [threading.Thread(target=visitor.stay, args=(seconds,)) for visitor in visitors]  # fmt: skip
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
