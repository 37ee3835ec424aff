"""A small language model's endpoint on this machine: it answers as told, and lies, sleeps, obeys or breaks when told to."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Passage = dict[str, Any]


def quoting(_question: str, passages: list[Passage]) -> str:
    """Behaves: the first sentence of each passage, cited."""
    return " ".join(
        f"{re.split('(?<=[.!?]) ', row['text'])[0].rstrip('.')}. [{row['number']}]"
        for row in passages
    )


def obeying(_question: str, passages: list[Passage]) -> str:
    """Does what a document tells it, if one does; else behaves."""
    for row in passages:
        if order := re.search(
            r"(?:ignore|ignoriere)[^.]*\. (?:say|sage): (.*)", row["text"], re.IGNORECASE
        ):
            return order[1]
    return quoting("", passages)


class Endpoint:
    """Keeps what it was asked; `say` decides what it answers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.say: Callable[[str, list[Passage]], str] = quoting
        # Instead of a proper answer: status, bytes.
        self.raw: tuple[int, bytes] | None = None
        # Seconds between the bytes of the answer.
        self.drip = 0.0

    @property
    def passages(self) -> list[Passage]:
        """Those of the last question."""
        found: list[Passage] = json.loads(self.asked[-1]["messages"][1]["content"])[
            "passages"
        ]
        return found

    def answer(self, body: dict[str, Any]) -> tuple[int, bytes]:
        self.asked.append(body)
        if self.raw:
            return self.raw
        given = json.loads(body["messages"][1]["content"])
        said = self.say(given["question"], given["passages"])
        return 200, json.dumps(
            {"choices": [{"message": {"role": "assistant", "content": said}}]}
        ).encode()


@contextmanager
def serving() -> Iterator[tuple[Endpoint, str]]:
    """The endpoint and its base address."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            endpoint.keys.append(self.headers.get("Authorization", ""))
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, raw = endpoint.answer(body)
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                step = 1 if endpoint.drip else len(raw)
                for start in range(0, len(raw), max(step, 1)):
                    self.wfile.write(raw[start : start + step])
                    self.wfile.flush()
                    time.sleep(endpoint.drip)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield endpoint, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
