"""Live streams: one LISTEN connection per process, one small queue per open page.

`GET /live?token=…` (from `notifications.live.token`). Each event says which topic moved on; the
page then asks for what it shows. Its id is the relay's number, so that a browser that comes back
with `Last-Event-ID` hears at once what moved meanwhile, one event a topic.
"""

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from typing import Any
from urllib.parse import parse_qs

import psycopg
import structlog
from django.db import close_old_connections, connections
from psycopg.conninfo import make_conninfo

from kundenkreis.core import measure
from kundenkreis.notifications import live

Message = dict[str, Any]
HEARTBEAT = 20.0  # seconds between comments: proxies close what is silent
QUEUE = 50  # events a slow client may fall behind before it is asked to come back
PAUSE = 0.5  # seconds before looking for a lost database again
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
log = structlog.get_logger(__name__)
End = None
Queue = asyncio.Queue[tuple[str, int] | None]


def direct() -> str:
    """Where LISTEN works: DATABASE_DIRECT_URL, else the database itself."""
    if url := os.environ.get("DATABASE_DIRECT_URL"):
        return url
    known = connections.settings["default"]
    return make_conninfo(
        host=known["HOST"] or None,
        port=known["PORT"] or None,
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        dbname=known["NAME"],
    )


class Live:
    """All streams of this process. `conninfo`: a direct connection, no pooler between."""

    def __init__(self, conninfo: str, threads: Executor) -> None:
        self._conninfo = conninfo
        self._threads = threads
        self._queues: dict[str, set[Queue]] = {}
        self._newest = 0
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._listen_always())

    def end(self) -> None:
        """End every stream, so that the process can end. The pages come back by themselves."""
        self._ending = True
        for queue in {queue for queues in self._queues.values() for queue in queues}:
            _end(queue)

    async def stop(self) -> None:
        """Listen no more."""
        self.end()
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """One stream, until the page is closed."""
        topics = _topics(scope)
        if topics is None or scope["method"] != "GET" or self._ending:
            # A browser gives up for good unless it gets a 200.
            status = 200 if self._ending else 403
            await send(
                {"type": "http.response.start", "status": status, "headers": HEADERS}
            )
            await send({"type": "http.response.body", "body": b""})
            return
        queue: Queue = asyncio.Queue(QUEUE)
        for topic in topics:
            self._queues.setdefault(topic, set()).add(queue)
        leaving = asyncio.create_task(_left(receive))
        leaving.add_done_callback(lambda _: _end(queue))
        measure.LIVE.inc()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._stream(queue, topics, _since(scope), send)
        except OSError:
            pass  # the connection broke while we wrote
        finally:
            leaving.cancel()
            measure.LIVE.dec()
            self._forget(queue, topics)

    async def _stream(
        self,
        queue: Queue,
        topics: Sequence[str],
        since: int | None,
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        async def say(text: str) -> None:
            body = text.encode()
            await send({"type": "http.response.body", "body": body, "more_body": True})

        await say("retry: 2000\n: welcome\n\n")
        if since is not None:
            for topic, number in await self._missed(topics, since):
                await say(_event(topic, number))
        while True:
            try:
                heard = await asyncio.wait_for(queue.get(), HEARTBEAT)
            except TimeoutError:
                await say(": still here\n\n")
                continue
            if heard is End:
                break
            await say(_event(*heard))
        await send({"type": "http.response.body", "body": b""})

    def _forget(self, queue: Queue, topics: Sequence[str]) -> None:
        for topic in topics:
            queues = self._queues.get(topic, set())
            queues.discard(queue)
            if not queues:
                self._queues.pop(topic, None)

    async def _missed(self, topics: Sequence[str], since: int) -> list[tuple[str, int]]:
        """What moved since. A database that is away costs nothing: the stream tells it later."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, lambda: _look(topics, since))
        except Exception as trouble:
            log.warning("live_missed", exc_info=trouble)
            return [(topic, since) for topic in topics]

    async def _listen_always(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as trouble:
                log.warning("live_waits", error=type(trouble).__name__)
            await asyncio.sleep(PAUSE)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        async with connection:
            await connection.execute(f"listen {live.CHANNEL}")
            await self._catch_up()
            async for note in connection.notifies():
                topic, _, number = note.payload.rpartition("|")
                self._tell(topic, int(number))

    async def _catch_up(self) -> None:
        """After a lost connection: whatever was announced meanwhile."""
        if self._newest and self._queues:
            for topic, number in await self._missed(list(self._queues), self._newest):
                self._tell(topic, number)

    def _tell(self, topic: str, number: int) -> None:
        self._newest = max(number, self._newest)
        for queue in self._queues.get(topic, ()):
            try:
                queue.put_nowait((topic, number))
            except asyncio.QueueFull:
                _end(queue)  # it comes back with Last-Event-ID


def _look(topics: Sequence[str], since: int) -> list[tuple[str, int]]:
    """In a thread: ask, and give the connection back."""
    close_old_connections()
    try:
        return live.missed(topics, since=since)
    finally:
        close_old_connections()


def _end(queue: Queue) -> None:
    """Let the stream end after what it can still say; a full queue loses its oldest word."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(End)


def _event(topic: str, number: int) -> str:
    return f"id: {number}\ndata: {topic.partition('/')[2]}\n\n"


async def _left(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _topics(scope: dict[str, Any]) -> list[str] | None:
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    return live.topics_in(asked.get("token", [""])[0])


def _since(scope: dict[str, Any]) -> int | None:
    """The number after which the page wants to hear: from its browser, or its address."""
    headers = dict(scope["headers"])
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    given = (
        headers.get(b"last-event-id", b"").decode("latin-1") or asked.get("since", [""])[0]
    )
    return int(given) if given.isdigit() else None
