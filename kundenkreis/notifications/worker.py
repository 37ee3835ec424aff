"""`kundenkreis worker`: relay, jobs and heartbeat in one process; any number of processes.

It ends within three seconds of SIGTERM or SIGINT. What it cannot finish by then is rolled back
and taken up by another worker, as after a kill -9: jobs of workers without a heartbeat run again.
The relay's lock and procrastinate's LISTEN need a session, so a worker connects directly
(DATABASE_DIRECT_URL) where a pooler stands between.
"""

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable

import structlog
from asgiref.sync import sync_to_async
from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from kundenkreis.core import clock
from kundenkreis.notifications import actions, relay
from kundenkreis.settings import database

log = structlog.get_logger(__name__)

HEARTBEAT = 10.0  # seconds
PAUSE = 1.0  # seconds before looking for a lost database again
GRACE = 1.5  # seconds that running jobs get to finish at the end
CONCURRENCY = 4


def run(*, stalled_after: float = 30.0) -> None:
    """Work until SIGTERM or SIGINT.

    `stalled_after`: seconds without a sign of life after which a worker's jobs run again.
    """
    if url := os.environ.get("DATABASE_DIRECT_URL"):
        connections.settings["default"].update(database(url))
    stop = threading.Event()
    rounds = threading.Thread(target=relay.run, args=(stop,), name="relay", daemon=True)
    rounds.start()
    asyncio.run(_work(stop, stalled_after))
    rounds.join(1)
    log.info("worker_ended")


async def _work(stop: threading.Event, stalled_after: float) -> None:
    """Everything asynchronous, until a signal comes and the running jobs had time to finish."""
    ending = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    name = f"{socket.gethostname()}:{os.getpid()}"
    log.info("worker_started", worker=name)
    tasks = [
        asyncio.create_task(_again_and_again(lambda: _jobs(stalled_after))),
        asyncio.create_task(_again_and_again(lambda: _beat(name))),
    ]
    await ending.wait()
    stop.set()
    for task in tasks:
        task.cancel()
    _, late = await asyncio.wait(tasks, timeout=GRACE + 0.5)
    if late:
        # A thread waits for a mail server, and Python would wait for the thread. Its transaction
        # rolls back with the connection; another worker takes the job up.
        log.warning("worker_ended_with_jobs_running")
        os._exit(0)
    with contextlib.suppress(DatabaseError, InterfaceError):
        await sync_to_async(_rest)(name)


async def _again_and_again(do: Callable[[], Awaitable[None]]) -> None:
    """Whatever ends it (mostly a database that went away), begin again after a pause."""
    while True:
        try:
            await do()
        except Exception as trouble:  # noqa: BLE001 - a worker does not give up
            log.warning("worker_waits", trouble=type(trouble).__name__)
        await asyncio.sleep(PAUSE)


async def _jobs(stalled_after: float) -> None:
    """Take jobs from the queue, and beside it take up what killed workers left."""
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=CONCURRENCY, timeout=5
    )
    with app.replace_connector(connector) as working:
        async with working.open_async():
            rescue = asyncio.create_task(_rescue(stalled_after))
            try:
                await working.run_worker_async(
                    concurrency=CONCURRENCY,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=1.0,
                    shutdown_graceful_timeout=GRACE,
                    update_heartbeat_interval=stalled_after / 3,
                    stalled_worker_timeout=stalled_after,
                    delete_jobs="successful",
                )
            finally:
                rescue.cancel()


async def _rescue(stalled_after: float) -> None:
    """Jobs that a killed worker left `doing` go back into the queue."""
    while True:
        manager = app.job_manager
        with contextlib.suppress(
            ConnectorException
        ):  # another worker was quicker, or no database
            for job in await manager.get_stalled_jobs(
                seconds_since_heartbeat=stalled_after
            ):
                log.warning("job_taken_up", job=job.id, task=job.task_name)
                await manager.retry_job(job)
        await asyncio.sleep(stalled_after / 3)


async def _beat(name: str) -> None:
    while True:
        await sync_to_async(_beat_once)(name)
        await asyncio.sleep(HEARTBEAT)


def _beat_once(name: str) -> None:
    close_old_connections()
    actions.beat(name, at=clock.now())


def _rest(name: str) -> None:
    actions.rest(name, at=clock.now())
    connections.close_all()
