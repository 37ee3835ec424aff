"""An event of our own to announce, and a mail server to send to."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event as Flag
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from kundenkreis.core import events
from kundenkreis.core.events import Event
from kundenkreis.notifications import registry
from kundenkreis.notifications.registry import NoticeText


@dataclass(frozen=True, slots=True, kw_only=True)
class BellRang(Event):
    """Someone rang at the door."""

    name = "bell_rang"
    house: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"house:{self.house}", "desk")


RANG = NoticeText(
    subject="{who} rings at {when:clock}",
    body="{who} stands at the door on {when:day}.\n\nIt costs {price}.",
    action="Open the door",
)


@pytest.fixture
def reactions(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """BellRang exists; what a test puts into the list reacts to it."""
    listening: list[Any] = []
    monkeypatch.setitem(events.KINDS, BellRang.name, BellRang)
    monkeypatch.setitem(registry.REACTIONS, BellRang, listening)
    monkeypatch.setitem(registry.NOTICES, "bell_rang", RANG)
    return listening


class Inbox:
    """A mail server that keeps what it gets, and may be slow or unwilling."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.got_one = Flag()
        self.answers = Flag()
        self.answers.set()
        self.refuses = ""

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        self.got_one.set()
        await asyncio.to_thread(self.answers.wait)
        return "250 kept"


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    """A real SMTP server on the loopback, named by MAIL_URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_URL = f"smtp://127.0.0.1:{port}"
    try:
        yield handler
    finally:
        handler.answers.set()
        controller.stop()


class Gateway:
    """An SMS gateway of ours: keeps what it gets, one message a key, and may be unwilling."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.kept: dict[str, str] = {}
        self.status = 201

    def take(self, request: dict[str, Any]) -> int:
        self.requests.append(request)
        if self.status < 300:
            key = request["headers"].get("Idempotency-Key", str(len(self.requests)))
            self.kept.setdefault(key, request["body"])
        return self.status


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """A real HTTP server on the loopback, named by SMS_URL."""
    office = Gateway()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            said = {"path": self.path, "headers": dict(self.headers), "body": body}
            self.send_response(office.take(said))
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/messages"
    settings.SMS_TOKEN = "token of the operator"
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
