"""Addresses that people type reach the public internet only: attacked with a listener on this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from kundenkreis.core.fetching import NotFetched, public, safe_fetch

Answer = Callable[[socket.socket, bytes], None]


class Listener:
    """A server on this machine that counts who connects, and answers as told."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.connections = 0
        self.asked: list[bytes] = []
        self.answer: Answer = lambda sock, _asked: sock.sendall(plain(b"hello"))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                sock, _address = self.socket.accept()
                self.connections += 1
                threading.Thread(target=self._one, args=[sock], daemon=True).start()

    def _one(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            asked = sock.recv(65536)
            if asked.startswith(b"POST") and asked.endswith(b"\r\n\r\n"):
                asked += sock.recv(65536)
            self.asked.append(asked)
            self.answer(sock, asked)


def plain(body: bytes, *more: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *more])
    return head.encode() + b"\r\n\r\n" + body


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


def refused(url: str, **more) -> str:
    with pytest.raises(NotFetched) as no:
        safe_fetch(url, **{"most_seconds": 1.5, **more})
    assert no.value.sentence
    return no.value.reason


PAYLOADS = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",  # decimal
    "http://017700000001:{port}/",  # octal
    "http://0177.0.0.01:{port}/",
    "http://0x7f000001:{port}/",  # hexadecimal
    "http://0x7f.0.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://127.127.127.127:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",  # NAT64
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",  # 6to4
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[fd00::1]:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",  # idna makes digits of them
    "http://127。0。0。1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org#@127.0.0.1:{port}/\t",
    "http://127.0.0.1:{port}\r\nHost: example.org/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://192.168.1.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1:{port}/",
    "http://240.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://198.18.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x",
    "file:///etc/passwd",
    "https://127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http://127.0.0.1:22/",
    "http:///path",
    "http://[::1",
    "http://127.0.0.1:99999/",
    "http://" + "a" * 300 + ".example/",
    "",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_spelling_of_this_machine_is_reached(payload, listener):
    reason = refused(payload.format(port=listener.port))
    assert reason in {"bad_address", "address_not_public", "unreachable"}
    assert listener.connections == 0


def test_one_private_answer_among_public_ones_is_enough_to_refuse(listener):
    reason = refused(
        f"http://mixed.example:{listener.port}/",
        resolve=lambda _host, _port: ["93.184.215.14", "127.0.0.1"],
    )
    assert (reason, listener.connections) == ("address_not_public", 0)


def test_a_name_that_changes_its_mind_is_asked_once(listener):
    """DNS rebinding: public when checked, this machine when connected."""
    answers = iter([["192.0.9.1"], ["127.0.0.1"], ["127.0.0.1"]])
    asked = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    refused(f"http://rebind.example:{listener.port}/", resolve=rebinding, most_seconds=0.5)
    assert (asked, listener.connections) == (["rebind.example"], 0)


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd"],
)  # fmt: skip
def test_a_redirect_is_checked_like_a_typed_address(target, listener):
    listener.answer = lambda sock, _asked: sock.sendall(
        plain(b"", f"Location: {target}", status="302 Found")
    )
    reason = refused(f"http://127.0.0.1:{listener.port}/", loopback=True)
    assert reason in {"bad_address", "address_not_public"}
    assert listener.connections == 1


def test_a_redirect_to_this_machine_is_refused_when_only_the_first_was_public(listener):
    """The first answer is this machine here too, said by the resolver to be allowed; then it is not."""
    second = Listener()
    listener.answer = lambda sock, _asked: sock.sendall(
        plain(b"", f"Location: http://10.1.2.3:{second.port}/", status="307 Moved")
    )
    assert refused(f"http://127.0.0.1:{listener.port}/", loopback=True) == "address_not_public"  # fmt: skip
    assert second.connections == 0
    second.socket.close()


def test_three_redirects_are_followed_and_no_more(listener):
    def on(sock: socket.socket, asked: bytes) -> None:
        number = int(asked.split(b" ")[1].strip(b"/") or b"0")
        sock.sendall(
            plain(b"", f"Location: /{number + 1}", status="302 Found")
            if number < listener.hops
            else plain(b"there")
        )

    listener.answer, listener.hops = on, 3
    assert safe_fetch(f"http://127.0.0.1:{listener.port}/", loopback=True).body == b"there"
    assert listener.connections == 4
    listener.hops = 4
    assert refused(f"http://127.0.0.1:{listener.port}/", loopback=True) == "too_many_redirects"  # fmt: skip
    assert listener.connections == 8


def test_what_was_meant_for_one_server_is_not_sent_to_another(listener):
    second = Listener()
    listener.answer = lambda sock, _asked: sock.sendall(
        plain(b"", f"Location: http://127.0.0.1:{second.port}/", status="302 Found")
    )
    safe_fetch(
        f"http://127.0.0.1:{listener.port}/",
        headers={"Authorization": "Bearer s3cret"},
        loopback=True,
    )
    assert b"s3cret" in listener.asked[0]
    assert b"s3cret" not in second.asked[0]
    second.socket.close()


def drip_body(sock: socket.socket, _asked: bytes) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        sock.sendall(b"x")
        time.sleep(0.05)


def drip_head(sock: socket.socket, _asked: bytes) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(200):
        sock.sendall(b"x")
        time.sleep(0.05)


def continue_for_ever(sock: socket.socket, _asked: bytes) -> None:
    for _ in range(200):
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def silence(sock: socket.socket, _asked: bytes) -> None:
    time.sleep(10)


@pytest.mark.parametrize("slow", [drip_body, drip_head, continue_for_ever, silence])
def test_the_whole_time_is_bounded_however_the_server_drips(slow, listener):
    listener.answer = slow
    began = time.monotonic()
    reason = refused(f"http://127.0.0.1:{listener.port}/", loopback=True, most_seconds=0.5)
    assert reason == "too_slow"
    assert time.monotonic() - began < 2


@pytest.mark.flow
def test_a_slow_greeting_of_tls_is_bounded_too(listener):
    listener.answer = silence
    reason = refused(f"https://127.0.0.1:{listener.port}/", loopback=True, most_seconds=0.5)
    assert reason == "too_slow"


@pytest.mark.flow
def test_a_slow_name_server_is_bounded_too(listener):
    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    assert refused("http://slow.example/", resolve=slow, most_seconds=0.3) == "too_slow"
    assert listener.connections == 0


def endless(sock: socket.socket, _asked: bytes) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        sock.sendall(b"x" * 65536)


def endless_chunks(sock: socket.socket, _asked: bytes) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        sock.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def bomb(sock: socket.socket, _asked: bytes) -> None:
    sock.sendall(plain(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"))


@pytest.mark.flow
@pytest.mark.parametrize("large", [endless, endless_chunks, bomb])
def test_nobody_fills_our_memory(large, listener):
    listener.answer = large
    reason = refused(
        f"http://127.0.0.1:{listener.port}/",
        loopback=True,
        most_bytes=100_000,
        most_seconds=5,
    )
    assert reason == "too_large"


def test_headers_without_end_are_refused(listener):
    def heads(sock: socket.socket, _asked: bytes) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            sock.sendall(f"X-{number}: y\r\n".encode())

    listener.answer = heads
    assert refused(f"http://127.0.0.1:{listener.port}/", loopback=True) == "unreachable"


def test_a_certificate_that_nobody_knows_is_not_trusted(listener):
    listener.answer = lambda sock, _asked: sock.sendall(b"\x15\x03\x01\x00\x02\x02\x28")
    assert refused(f"https://127.0.0.1:{listener.port}/", loopback=True) == "unreachable"


def test_what_comes_back_is_status_headers_and_body(listener, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    listener.answer = lambda sock, _asked: sock.sendall(
        plain(gzip.compress(b"BEGIN:VCALENDAR"), "Content-Encoding: gzip", "ETag: x", "Set-Cookie: a=b")
    )  # fmt: skip
    found = safe_fetch(
        f"http://kalender.example:{listener.port}/äpfel?a=b c".replace(" ", "%20"),
        loopback=True,
        resolve=lambda _host, _port: ["127.0.0.1"],
    )
    assert (found.status, found.body, found.headers["etag"]) == (200, b"BEGIN:VCALENDAR", "x")  # fmt: skip
    assert listener.asked[0].startswith(b"GET /%C3%A4pfel?a=b%20c HTTP/1.1\r\n")
    assert f"Host: kalender.example:{listener.port}\r\n".encode() in listener.asked[0]
    assert b"Cookie" not in listener.asked[0]


def test_post_sends_a_body_and_follows_nothing(listener):
    listener.answer = lambda sock, _asked: sock.sendall(
        plain(b"gone", "Location: http://10.0.0.1/", status="302 Found")
    )
    found = safe_fetch(
        f"http://127.0.0.1:{listener.port}/push",
        method="POST",
        headers={"TTL": "60"},
        body=b"\x00secret",
        loopback=True,
    )
    assert found.status == 302
    assert b"TTL: 60\r\n" in listener.asked[0]
    assert listener.asked[0].endswith(b"\x00secret")


def test_only_public_addresses_are_public():
    for address in ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"):
        assert public(address), address
    for address in ("::ffff:10.0.0.1", "192.168.0.1", "ff02::1", "64:ff9b::a00:1", "::"):
        assert not public(address), address
