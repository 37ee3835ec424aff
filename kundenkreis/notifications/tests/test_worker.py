"""Real worker processes: killed in the middle, without a database, ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.db import connection

from kundenkreis.core import clock, scope
from kundenkreis.notifications.models import Delivery, Heartbeat
from kundenkreis.people import actions as people
from tests.cast import make_brand

STALLED_AFTER = 1.5
PROGRAM = f"""
import django; django.setup()
from kundenkreis.notifications import worker
worker.run(stalled_after={STALLED_AFTER})
"""


def until(true: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def inside(committed_db) -> Iterator[int]:
    with scope.inside(make_brand("alpenfon", "Alpenfon", clock.now()).pk):
        yield scope.brand_id()


@pytest.fixture
def workers(inside, inbox, settings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts worker processes on this test's database and mail server."""
    started: list[subprocess.Popen[bytes]] = []
    place = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": place._replace(
            path=f"/{connection.settings_dict['NAME']}"
        ).geturl(),
        "DJANGO_SETTINGS_MODULE": "kundenkreis.settings",
        "MAIL_URL": settings.MAIL_URL,
        "SECRET_KEY": configured.SECRET_KEY,
    }

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment))
        return started[-1]

    yield start
    for worker in started:
        if worker.poll() is None:
            worker.kill()
        worker.wait()


def ask(address: str) -> None:
    people.ask_for_code(email=address, language="de", by=None, at=clock.now())


def end(worker: subprocess.Popen[bytes]) -> float:
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    return time.monotonic() - began


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_of_a_delivery_delivers_and_shows_once(
    inbox, workers
):
    ask("vreni@example.org")
    inbox.answers.clear()
    first = workers()
    assert inbox.got_one.wait(40)
    first.kill()
    first.wait()
    inbox.answers.set()
    assert Delivery.objects.get().delivered_at is None
    second = workers()
    until(lambda: Delivery.objects.get().delivered_at)
    assert len(inbox.mails) == 2
    assert len({mail["Message-ID"] for mail in inbox.mails}) == 1
    assert Heartbeat.objects.count() == 2
    assert end(second) < 3
    assert Heartbeat.objects.count() == 1  # the killed one could not say goodbye


@pytest.mark.slow
def test_a_worker_outlives_its_database_and_ends_in_time(inbox, workers):
    worker = workers()
    until(Heartbeat.objects.exists)
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [name],
        )
        time.sleep(1)
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    ask("vreni@example.org")
    until(lambda: inbox.mails)
    inbox.answers.clear()
    inbox.got_one.clear()
    ask("beat@example.org")
    assert inbox.got_one.wait(40)
    assert end(worker) < 3  # although the mail server does not answer
