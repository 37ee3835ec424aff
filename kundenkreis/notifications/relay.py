"""The one relay: numbers what was committed, queues its jobs, tells the live streams.

Actions write plain rows only; NOTIFY or job rows in a business transaction would cost four fifths
of its speed (docs/decisions). So somebody must look: every worker runs a relay, and whoever holds
the advisory lock at that moment does the round. Numbers, jobs and NOTIFY of a round are ONE
transaction: a crash leaves all of it or nothing, and the next round, of whichever worker, starts
where the last commit stood. Nothing is lost and no event gets two jobs.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Q
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from kundenkreis.core import clock, events
from kundenkreis.notifications import jobs, live, registry
from kundenkreis.notifications.models import Delivery

log = structlog.get_logger(__name__)

POLL = 0.2  # seconds between two looks
PAUSE = 1.0  # seconds after trouble
BATCH = 500
# Any number, the same in every worker: "KKRELAY" on a telephone.
LOCK = 5573529

# One statement tells a quiet platform that there is nothing to do: most rounds end here.
_WAITS = """
SELECT EXISTS (SELECT FROM kundenkreis_eventrow WHERE number IS NULL)
    OR EXISTS (SELECT FROM kundenkreis_notice WHERE number IS NULL)
    OR EXISTS (SELECT FROM kundenkreis_delivery
               WHERE queued_at IS NULL AND (not_before IS NULL OR not_before <= %s))
"""
_NUMBER_EVENTS = """
WITH fresh AS MATERIALIZED (
  SELECT id, nextval('kk_number') AS number
  FROM (SELECT id FROM kundenkreis_eventrow WHERE number IS NULL ORDER BY id LIMIT %s) AS waiting
)
UPDATE kundenkreis_eventrow AS row SET number = fresh.number FROM fresh WHERE row.id = fresh.id
RETURNING row.number, row.id, row.name, row.brand_id, row.topics
"""
_NUMBER_NOTICES = """
WITH fresh AS MATERIALIZED (
  SELECT id, nextval('kk_number') AS number
  FROM (SELECT id FROM kundenkreis_notice WHERE number IS NULL ORDER BY at LIMIT %s) AS waiting
)
UPDATE kundenkreis_notice AS row SET number = fresh.number FROM fresh WHERE row.id = fresh.id
RETURNING row.number, row.brand_id, row.person_id
"""


@dataclass(slots=True)
class Round:
    """What one round does: jobs to queue, and the newest number of each live topic."""

    numbered: int = 0
    jobs: list[Job] = field(default_factory=list)
    topics: dict[str, int] = field(default_factory=dict)

    def hears(self, brand: int, topic: str, number: int) -> None:
        name = live.topic_of(brand, topic)
        self.topics[name] = max(number, self.topics.get(name, 0))


def step() -> int:
    """One round. Returns how many rows it took up; 0 when there is nothing, or another leads."""
    return _round() if _one(_WAITS, clock.now()) else 0


@transaction.atomic
def _round() -> int:
    if not _one("SELECT pg_try_advisory_xact_lock(%s)", LOCK):
        return 0
    now = Round()
    _number_events(now)
    _number_notices(now)
    _queue_deliveries(now)
    if now.jobs:
        # The Django connection of this thread: the jobs belong to our transaction.
        JobManager(DjangoConnector()).batch_defer_jobs(now.jobs)
    if now.topics:
        payloads = [f"{topic}|{number}" for topic, number in now.topics.items()]
        _one(
            "SELECT count(pg_notify(%s, said)) FROM unnest(%s::text[]) AS said",
            live.CHANNEL,
            payloads,
        )
    return now.numbered + len(now.jobs)


def _number_events(now: Round) -> None:
    for number, pk, name, brand, topics in sorted(_all(_NUMBER_EVENTS, BATCH)):
        now.numbered += 1
        for topic in topics:
            now.hears(brand, topic, number)
        kind = events.KINDS.get(name)
        if kind and registry.REACTIONS.get(kind):
            now.jobs.append(jobs.react.configure(task_kwargs={"event_id": pk}).job)


def _number_notices(now: Round) -> None:
    for number, brand, person in _all(_NUMBER_NOTICES, BATCH):
        now.numbered += 1
        now.hears(brand, f"person:{person}", number)


def _queue_deliveries(now: Round) -> None:
    now_is = clock.now()
    unqueued = Delivery.across_brands.filter(
        Q(not_before__isnull=True) | Q(not_before__lte=now_is), queued_at__isnull=True
    )
    ids = list(unqueued.order_by("made_at").values_list("pk", flat=True)[:BATCH])
    Delivery.across_brands.filter(pk__in=ids).update(queued_at=now_is)
    now.jobs += [
        jobs.deliver.configure(task_kwargs={"delivery_id": str(pk)}).job for pk in ids
    ]


def run(stop: threading.Event) -> None:
    """Rounds until told to stop. A database that goes away is waited for."""
    while not stop.is_set():
        try:
            busy = step()
        except (DatabaseError, InterfaceError, ConnectorException) as trouble:
            log.warning("relay_waits", trouble=type(trouble).__name__)
            connection.close()
            stop.wait(PAUSE)
        except Exception:
            log.exception("relay_trouble")
            connection.close()
            stop.wait(PAUSE)
        else:
            if not busy:
                stop.wait(POLL)
    connection.close()


def _all(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _one(sql: str, *values: Any) -> Any:
    return _all(sql, *values)[0][0]
