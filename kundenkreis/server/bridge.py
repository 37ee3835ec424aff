"""Django's WSGI handler inside an ASGI application: a tenth of the cost of Django's own ASGI handler.

The request is read by the event loop (a slow sender holds no thread), answered in one of our
threads, and a long answer is sent piece by piece from that thread, as fast as the client takes it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import structlog

from kundenkreis.server.environ import Network, Scope, environ

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

IN_MEMORY = 256 * 1024  # bytes of a body that stay in memory; more go to a temporary file
PIECE_PATIENCE = 60.0  # seconds a client may take for one piece of a long answer
# What stands around a file in a form, in bytes at most.
AROUND = 100_000
# Headers that speak of a body.
BODILY = (b"content-type", b"content-length", b"transfer-encoding", b"expect")
log = structlog.get_logger(__name__)


class TooLarge(Exception):
    """The body exceeds the limit."""


class Gone(Exception):
    """The client went away."""


@dataclass
class Bridge:
    """`limit`: bytes of a body. `waiting`: requests that may queue for a thread before we say 503.

    `uploads`: to these paths more may be sent, as much as the page at `allowance` says to who sends it.
    """

    wsgi: Callable[..., Iterable[bytes]]
    threads: int = 8
    limit: int = 12_000_000
    waiting: int = 200
    trusted: Sequence[Network] = ()
    uploads: frozenset[str] = frozenset()
    allowance: str = ""
    pool: ThreadPoolExecutor = field(init=False)
    _under_way: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.pool = ThreadPoolExecutor(self.threads, thread_name_prefix="web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if self._under_way >= self.waiting + self.threads:
            await _refuse(scope, send, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                size = await self._read(scope, receive, body, await self._limit(scope))
            except Gone:
                return
            except TooLarge:
                await _refuse(scope, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                return
            await self._answer(
                scope, receive, send, environ(scope, body, size, self.trusted)
            )

    async def _limit(self, scope: Scope) -> int:
        """Bytes this body may have. Who sends more than usual is asked for by the door itself, before a byte is read."""
        said = dict(scope["headers"]).get(b"content-length", b"")
        small = said.isdigit() and int(said) <= self.limit
        if small or scope["method"] != "POST" or scope["path"] not in self.uploads:
            return self.limit
        loop = asyncio.get_running_loop()
        return max(self.limit, await loop.run_in_executor(self.pool, self._allowed, scope))

    def _allowed(self, scope: Scope) -> int:
        """What the page of the allowance says to this sender; nothing where it refuses."""
        kept = [pair for pair in scope["headers"] if pair[0] not in BODILY]
        asked = {**scope, "method": "GET", "path": self.allowance, "raw_path": self.allowance.encode(), "query_string": b"", "headers": kept}  # fmt: skip
        statuses: list[str] = []
        parts = self.wsgi(environ(asked, BytesIO(), 0, self.trusted), lambda status, *_more: statuses.append(status))  # fmt: skip
        try:
            answer = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return int(json.loads(answer)["bytes"]) + AROUND if statuses == ["200 OK"] else 0

    async def _read(self, scope: Scope, receive: Receive, body: IO[bytes], limit: int) -> int:  # fmt: skip
        """The whole body into the file; its length."""
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > limit:
                raise TooLarge
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            piece = message.get("body", b"")
            size += len(piece)
            if size > limit:
                raise TooLarge
            body.write(piece)
            if not message.get("more_body"):
                body.seek(0)
                return size

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, env: dict[str, Any]
    ) -> None:
        """Run Django in a thread. Whoever leaves while still waiting for one is not served."""
        answer = Answer(self.wsgi, env, send, asyncio.get_running_loop())
        self._under_way += 1
        work = self.pool.submit(answer)
        left = asyncio.ensure_future(_left(receive))
        done = asyncio.wrap_future(work)
        try:
            await asyncio.wait({done, left}, return_when=asyncio.FIRST_COMPLETED)
            if not done.done():
                answer.gone = True
                work.cancel()
                await asyncio.wait({done})
        finally:
            left.cancel()
            self._under_way -= 1
        if done.cancelled():
            return
        if error := done.exception():
            log.error("answer_failed", exc_info=error)
            if not answer.begun:
                await _refuse(scope, send, HTTPStatus.INTERNAL_SERVER_ERROR)
            return
        if answer.rest is not None and not answer.gone:
            await send({"type": "http.response.start", **answer.start})
            await send({"type": "http.response.body", "body": answer.rest})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Answer:
    """One call of the WSGI handler, in a thread. Short answers are left in `rest` for the loop."""

    def __init__(
        self,
        wsgi: Callable[..., Iterable[bytes]],
        env: dict[str, Any],
        send: Send,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.wsgi, self.env, self._send, self._loop = wsgi, env, send, loop
        self.gone = self.begun = False
        self.start: Message = {}
        self.rest: bytes | None = None

    def __call__(self) -> None:
        parts = self.wsgi(self.env, self._start_response)
        try:
            if self.env["REQUEST_METHOD"] == "HEAD":
                self.rest = b""
            elif getattr(parts, "streaming", True):
                self._stream(parts)
            else:
                self.rest = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> None:
        self.start = {
            "status": int(status[:3]),
            "headers": [
                (k.lower().encode("latin-1"), v.strip().encode("latin-1"))
                for k, v in headers
            ],
        }

    def _stream(self, parts: Iterable[bytes]) -> None:
        self._give({"type": "http.response.start", **self.start})
        for part in parts:
            if self.gone:
                return
            self._give({"type": "http.response.body", "body": part, "more_body": True})
        self._give({"type": "http.response.body", "body": b""})

    def _give(self, message: Message) -> None:
        self.begun = True
        sending = asyncio.run_coroutine_threadsafe(_sent(self._send, message), self._loop)
        sending.result(PIECE_PATIENCE)


async def _sent(send: Send, message: Message) -> None:
    await send(message)


SENTENCES = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "too_large",
        "This is too large to be sent here.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "unavailable",
        "Too many requests. Try again in a moment.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("error", "Something went wrong on our side."),
}


async def _refuse(scope: Scope, send: Send, status: HTTPStatus) -> None:
    """Where Django is not asked: a problem document for programs and people alike."""
    reason, sentence = SENTENCES[status]
    document = (
        f'{{"type": "about:blank", "title": "{status.phrase}", "status": {status.value}, '
        f'"detail": "{sentence}", "reason": "{reason}", "errors": []}}'
    )
    kind = "application/problem+json" if scope["path"].startswith("/api/") else "text/plain"
    text = document if kind != "text/plain" else sentence
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"connection", b"close"),
        (b"retry-after", b"5"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
