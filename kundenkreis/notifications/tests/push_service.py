"""A push service of our own, with browsers that subscribe: keeps, replaces, forgets, refuses."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """A device: its keys never leave it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = urandom(16)

    @property
    def keys(self) -> dict[str, str]:
        point = self._key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return {"p256dh": b64(point), "auth": b64(self._auth)}

    def read(self, body: bytes) -> dict[str, str]:
        """What was said to this device; another cannot read it."""
        plain = http_ece.decrypt(body, private_key=self._key, auth_secret=self._auth)
        said: dict[str, str] = json.loads(plain)
        return said


class PushService:
    """Keeps what waits for a device: by endpoint and topic, the newest of a topic only."""

    def __init__(self) -> None:
        self.base = ""
        self.waiting: dict[str, dict[str, dict[str, Any]]] = {}
        self.got = 0
        self.status: dict[str, int] = {}

    def browser(self, name: str = "1") -> Browser:
        return Browser(f"{self.base}/push/{name}")

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        self.got += 1
        status = self.status.get(path, 201)
        if status == 201:
            status = 201 if self._knows_us(headers) else 401
        if status == 201:
            mine = self.waiting.setdefault(path, {})
            mine[headers["Topic"]] = {"headers": headers, "body": body}
        return status

    def _knows_us(self, headers: dict[str, str]) -> bool:
        """The signature of the token is of the key it names, and the token is for us (RFC 8292)."""
        scheme, _, rest = headers["Authorization"].partition(" ")
        fields = dict(part.strip().split("=", 1) for part in rest.split(","))
        head, claims, signature = fields["t"].split(".")
        raw = unb64(signature)
        halves = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
        key = ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), unb64(fields["k"])
        )
        key.verify(
            encode_dss_signature(*halves), f"{head}.{claims}".encode(), ec.ECDSA(SHA256())
        )
        said = json.loads(unb64(claims))
        return scheme == "vapid" and said["aud"] == self.base and "@" in said["sub"]


@contextmanager
def serving() -> Iterator[PushService]:
    """The service on a port of the loopback."""
    service = PushService()

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(service.take(self.path, dict(self.headers), body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    service.base = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
