"""The relay: commit order, one leader, all or nothing, told to live streams."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.notifications import actions, live, relay
from kundenkreis.notifications.models import Delivery, EventRow, Notice
from kundenkreis.notifications.tests.conftest import BellRang
from tests.cast import make_brand, make_person

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


@pytest.fixture
def inside(committed_db, at) -> Iterator[int]:
    """A brand in a database whose commits are real."""
    with scope.inside(make_brand("alpenfon", "Alpenfon", at).pk):
        yield scope.brand_id()


def ring(house: str, at: datetime) -> int:
    with transaction.atomic():
        announce(BellRang(house=house), by=None, at=at)
    return EventRow.objects.latest("id").pk


def waiting_jobs() -> list[tuple[str, dict[str, object]]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "args"))


def test_a_late_commit_gets_a_later_number(inside, at, committed_db):
    written, go = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        with scope.inside(inside), transaction.atomic():
            announce(BellRang(house="slow"), by=None, at=at)
            written.set()
            assert go.wait(10)

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(committed_db.together, 1, slow)
        assert written.wait(10)
        ring("quick", at)
        relay.step()
        go.set()
        assert late.result() == [None]
    relay.step()
    rows = EventRow.objects.order_by("number").values_list("payload__house", "id")
    assert [house for house, _ in rows] == ["quick", "slow"]
    assert [pk for _, pk in rows] == sorted((pk for _, pk in rows), reverse=True)


def test_a_round_queues_a_job_for_events_somebody_reacts_to(inside, at, reactions):
    ring("feed only", at)
    relay.step()
    assert waiting_jobs() == []
    reactions.append(print)
    pk = ring("7", at)
    relay.step()
    assert relay.step() == 0
    assert waiting_jobs() == [("react", {"event_id": pk})]


def test_many_relays_number_each_row_once(inside, at, committed_db, reactions):
    reactions.append(print)
    for house in range(60):
        ring(str(house), at)

    def rounds(_: int) -> int:
        return sum(relay.step() for _ in range(10))

    assert sum(committed_db.together(8, rounds)) == 120  # 60 numbers, 60 jobs
    numbers = [row.number or 0 for row in EventRow.objects.order_by("id")]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == len(waiting_jobs()) == 60


def test_only_one_leads_at_a_time(inside, at, committed_db):
    ring("7", at)
    with transaction.atomic():
        assert relay._one("SELECT pg_try_advisory_xact_lock(%s)", relay.LOCK)
        assert committed_db.together(1, lambda _: relay.step()) == [0]
    assert relay.step() == 1


def test_a_round_that_breaks_leaves_nothing_and_loses_nothing(inside, at, reactions):
    reactions.append(print)
    ring("7", at)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO gone")
        with pytest.raises(ConnectorException):
            relay.step()
        assert EventRow.objects.get().number is None
        cursor.execute("ALTER TABLE gone RENAME TO procrastinate_jobs")
    relay.step()
    assert EventRow.objects.get().number
    assert len(waiting_jobs()) == 1


def test_streams_hear_topic_and_number_of_their_brand(inside, at, reactions):
    person = make_person("Vreni", at)
    ring("7", at)
    ring("7", at)
    settings = connection.get_connection_params()
    named = {
        key: settings[key]
        for key in ("dbname", "user", "password", "host", "port")
        if key in settings
    }
    with psycopg.connect(**named, autocommit=True) as ear:
        ear.execute(f"LISTEN {live.CHANNEL}")
        relay.step()
        actions.notify(
            person=person,
            kind="bell_rang",
            row=EventRow.objects.earliest("id"),
            values={"who": "Jonas", "when": at, "price": 5},
            at=at,
        )
        relay.step()
        heard = {said.payload for said in ear.notifies(timeout=5, stop_after=3)}
    last = EventRow.objects.latest("number").number
    number = Notice.objects.get().number
    assert heard == {
        f"{inside}/house:7|{last}",
        f"{inside}/desk|{last}",
        f"{inside}/person:{person.pk}|{number}",
    }
    assert number is not None
    assert last is not None
    assert number > last


def test_deliveries_are_queued_once(inside, at, reactions):
    ring("7", at)
    actions.notify(
        person=make_person("Vreni", at),
        kind="bell_rang",
        row=EventRow.objects.get(),
        values={"who": "Jonas", "when": at, "price": 5},
    )
    assert waiting_jobs() == []  # no job in a business transaction
    relay.step()
    relay.step()
    delivery = Delivery.objects.get()
    assert waiting_jobs() == [("deliver", {"delivery_id": str(delivery.pk)})]
    assert delivery.queued_at
