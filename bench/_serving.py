"""A web process of ours to be asked over the network, and visitors who count what each answer costs."""

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from bench._place import cpu_of

SECRET = "of-the-benchmark-" * 4


@contextmanager
def web(server: Any, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    """The real server, one web process, on the database of `server`; cookies signed with SECRET hold."""
    with tempfile.TemporaryDirectory() as data:
        environment = {
            **os.environ, "DATABASE_URL": server.url("owner"), "DATA": data,
            "SECRET_KEY": SECRET, "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "kundenkreis.cli", "web", "--host", "127.0.0.1", "--port", str(port)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(port)
            yield process
        finally:
            process.terminate()
            process.wait(20)


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


def load(name: str, visitors: Sequence[Visitor], web: int, server: Any, seconds: float) -> float:  # fmt: skip
    """Print what it cost; CPU milliseconds of an answer, web and PostgreSQL."""
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
    return (python + postgres) / len(times)


def load_beside(name: str, url: str, pids: Sequence[int], seconds: float, ours: float) -> None:  # fmt: skip
    """Another platform on this machine asked as ours was: what it cost, and how many times `ours` (CPU ms an answer).

    `pids`: its processes, of web and database; their children count too. Under load it may answer with errors: those are
    counted apart.
    """
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    path = place.path + (f"?{place.query}" if place.query else "")
    good, errors, size, spent, until = 0, 0, 0, 0.0, time.monotonic() + 1.5 + seconds
    while time.monotonic() < until:
        if until - time.monotonic() > seconds:  # until now it only warmed up
            good, errors, spent = 0, 0, sum(map(cpu_of, pids))
        connection.request("GET", path)
        answer = connection.getresponse()
        size = len(answer.read())
        good, errors = (good + 1, errors) if answer.status == 200 else (good, errors + 1)
    spent = sum(map(cpu_of, pids)) - spent
    if not good:
        print(f"{name}, beside: {errors} answers, all of them errors")
        return
    print(f"{name}, beside: CPU ms each {spent / good:.1f}, {spent / good / ours:.1f} × ours; {good} answers of {size / 1000:.0f} kB, {errors} errors", flush=True)  # fmt: skip


def _together(visitors: Sequence[Visitor], seconds: float) -> float:
    threads = [threading.Thread(target=visitor.stay, args=(seconds,)) for visitor in visitors]  # fmt: skip
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began
