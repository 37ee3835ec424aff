"""Django's WSGI handler inside an ASGI application: a tenth of the cost of Django's own ASGI handler.

The request is read by the event loop (a slow sender holds no thread), answered in one of our
threads, and a long answer is sent piece by piece from that thread, as fast as the client takes it.
"""

import asyncio
import ipaddress
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

import structlog

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Scope = dict[str, Any]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

IN_MEMORY = 256 * 1024  # bytes of a body that stay in memory; more go to a temporary file
PIECE_PATIENCE = 60.0  # seconds a client may take for one piece of a long answer
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)
log = structlog.get_logger(__name__)


class TooLarge(Exception):
    """The body exceeds the limit."""


class Gone(Exception):
    """The client went away."""


def networks(text: str) -> list[Network]:
    """`TRUSTED_PROXIES`: addresses or networks, separated by commas."""
    return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]


@dataclass
class Bridge:
    """`limit`: bytes of a body. `waiting`: requests that may queue for a thread before we say 503."""

    wsgi: Callable[..., Iterable[bytes]]
    threads: int = 8
    limit: int = 12_000_000
    waiting: int = 200
    trusted: Sequence[Network] = ()
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
                size = await self._read(scope, receive, body)
            except Gone:
                return
            except TooLarge:
                await _refuse(scope, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                return
            await self._answer(
                scope, receive, send, environ(scope, body, size, self.trusted)
            )

    async def _read(self, scope: Scope, receive: Receive, body: IO[bytes]) -> int:
        """The whole body into the file; its length."""
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > self.limit:
                raise TooLarge
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            piece = message.get("body", b"")
            size += len(piece)
            if size > self.limit:
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


def environ(
    scope: Scope, body: IO[bytes], size: int, trusted: Sequence[Network] = ()
) -> dict[str, Any]:
    """The request as WSGI wants it: text as bytes in Latin-1, proxies believed only if trusted."""
    raw = scope.get("raw_path") or b""
    path = unquote_to_bytes(raw.split(b"?", 1)[0]) if raw else scope["path"].encode()
    server = scope.get("server") or ("localhost", 80)
    env: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        # `X_Forwarded_For` would arrive under the name of `X-Forwarded-For`.
        if b"_" not in name:
            _add(env, name.decode("latin-1"), value.decode("latin-1"))
    env["CONTENT_LENGTH"] = str(size)
    _forwarded(env, trusted)
    return env


def _add(env: dict[str, Any], name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = "HTTP_" + key
    if key in env:
        value = env[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    env[key] = value


def _forwarded(env: dict[str, Any], trusted: Sequence[Network]) -> None:
    """Address and scheme as our own proxy saw them; what others claim is removed."""
    if not _among(env["REMOTE_ADDR"], trusted):
        for name in FORWARDED:
            env.pop(name, None)
        return
    claimed = [part.strip() for part in env.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    for address in reversed([part for part in claimed if part]):
        env["REMOTE_ADDR"] = address
        if not _among(address, trusted):
            break
    if env.get("HTTP_X_FORWARDED_PROTO") in ("http", "https"):
        env["wsgi.url_scheme"] = env["HTTP_X_FORWARDED_PROTO"]


def _among(address: str, trusted: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)


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
