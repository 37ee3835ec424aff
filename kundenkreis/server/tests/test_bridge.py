"""Django behind ASGI: every byte arrives, every proxy is doubted, nobody holds the loop."""

import asyncio
import json
import threading
import time

import pytest

from kundenkreis.server.bridge import AROUND, Bridge
from kundenkreis.server.environ import networks


class Parts(list[bytes]):
    """An answer that comes in pieces."""

    streaming = True
    closed = False

    def close(self):
        self.closed = True


class Whole(list[bytes]):
    """An answer that is there at once, like Django's."""

    streaming = False


def scope(path="/", method="GET", headers=(), **more):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers],
        "client": ("203.0.113.9", 5000),
        "server": ("localhost", 8000),
        "scheme": "http",
        **more,
    }


def ask(wsgi, asked=None, body=(b"",), *, leave=False, **options):
    """One request through the bridge; the messages the client got."""
    bridge = Bridge(wsgi, threads=2, **options)
    incoming = [
        {"type": "http.request", "body": part, "more_body": i < len(body) - 1}
        for i, part in enumerate(body)
    ]
    got = []

    async def receive():
        if incoming:
            return incoming.pop(0)
        if not leave:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message):
        got.append(message)

    asyncio.run(asyncio.wait_for(bridge(asked or scope(), receive, send), 10))
    bridge.pool.shutdown()
    return got


def echo(env, start):
    """Answers with what it understood."""
    body = env["wsgi.input"].read()
    start("200 OK", [("Content-Type", "application/json"), ("X-Umlaut", "Z\xfcrich")])
    kept = {k: v for k, v in env.items() if isinstance(v, str)}
    return Whole([json.dumps({**kept, "body": body.decode("latin-1")}).encode()])


def heard(messages):
    return json.loads(messages[-1]["body"])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"/z%C3%BCrich/%F0%9F%98%80", "/zürich/😀"),
        (b"/%FF/x", b"/\xff/x"),
        (b"/a?b=1", "/a"),
    ],
)
def test_every_path_arrives_as_its_bytes(raw, expected):
    env = heard(ask(echo, scope("/whatever", raw_path=raw)))
    wanted = expected if isinstance(expected, bytes) else expected.encode()
    assert env["PATH_INFO"].encode("latin-1") == wanted


def test_a_path_without_its_raw_form_arrives_too():
    assert heard(ask(echo, scope("/ö")))["PATH_INFO"].encode("latin-1") == "/ö".encode()


def test_headers_arrive_once_and_underscores_do_not_pose_as_hyphens():
    asked = scope(
        headers=[("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y"), ("x_forwarded_for", "1.2.3.4")]
    )  # fmt: skip
    env = heard(ask(echo, asked))
    assert (env["HTTP_COOKIE"], env["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert "HTTP_X_FORWARDED_FOR" not in env


FORWARDED = [("x-forwarded-for", "6.6.6.6, 198.51.100.7, 10.0.0.2"), ("x-forwarded-proto", "https")]  # fmt: skip


def test_a_stranger_cannot_claim_another_address_or_https():
    env = heard(ask(echo, scope(headers=FORWARDED)))
    assert (env["REMOTE_ADDR"], env["wsgi.url_scheme"]) == ("203.0.113.9", "http")
    assert not [name for name in env if name.startswith("HTTP_X_FORWARDED")]


def test_a_trusted_proxy_is_believed_as_far_as_it_is_trusted():
    trusted = networks("203.0.113.9, 10.0.0.0/8")
    env = heard(ask(echo, scope(headers=FORWARDED), trusted=trusted))
    assert (env["REMOTE_ADDR"], env["wsgi.url_scheme"]) == ("198.51.100.7", "https")


def test_a_large_body_arrives_whole_without_a_stated_length():
    parts = [bytes([n]) * 100_000 for n in range(10)]
    env = heard(ask(echo, scope(method="POST"), parts))
    assert env["body"].encode("latin-1") == b"".join(parts)
    assert env["CONTENT_LENGTH"] == "1000000"


@pytest.mark.parametrize("headers", [[("content-length", "1001")], []])
def test_too_large_a_body_is_refused_before_django_sees_it(headers):
    asked = scope("/api/v1/cases", "POST", headers)
    got = ask(lambda *_: pytest.fail("asked"), asked, [b"x" * 600, b"x" * 600], limit=1000)
    assert got[0]["status"] == 413
    assert json.loads(got[1]["body"])["reason"] == "too_large"


def test_head_gets_the_headers_alone():
    got = ask(echo, scope(method="HEAD"))
    assert got[0]["status"] == 200
    assert (b"x-umlaut", b"Z\xfcrich") in got[0]["headers"]
    assert got[1]["body"] == b""


def test_a_long_answer_is_sent_piece_by_piece_and_closed():
    parts = Parts([b"one", b"two"])

    def wsgi(env, start):
        start("200 OK", [])
        return parts

    got = ask(wsgi)
    assert [m.get("body") for m in got] == [None, b"one", b"two", b""]
    assert parts.closed


def test_a_long_answer_stops_when_the_client_left():
    class Endless(Parts):
        def __iter__(self):
            while True:
                time.sleep(0.005)
                yield b"x"

    parts = Endless()

    def wsgi(env, start):
        start("200 OK", [])
        return parts

    ask(wsgi, leave=True)
    assert parts.closed


def test_a_request_whose_sender_left_is_never_run():
    ran, blocked = [], threading.Event()

    def wsgi(env, start):
        blocked.wait(5)
        ran.append(env["PATH_INFO"])
        start("200 OK", [])
        return Whole([b""])

    async def both():
        bridge = Bridge(wsgi, threads=1)
        sent = [{"type": "http.request", "body": b""}]

        async def stay():
            return sent.pop() if sent else await asyncio.Event().wait()

        async def leave():
            return sent.pop() if sent else {"type": "http.disconnect"}

        async def send(message):
            pass

        first = asyncio.create_task(bridge(scope("/stays"), stay, send))
        await asyncio.sleep(0.05)
        sent.append({"type": "http.request", "body": b""})
        await bridge(scope("/leaves"), leave, send)
        blocked.set()
        await first
        bridge.pool.shutdown()

    asyncio.run(asyncio.wait_for(both(), 10))
    assert ran == ["/stays"]


@pytest.mark.flow
def test_a_crash_below_is_an_answer_too():
    def wsgi(env, start):
        raise RuntimeError

    assert ask(wsgi)[0]["status"] == 500


def test_more_than_can_wait_is_turned_away_at_once():
    got = ask(echo, waiting=-2)
    assert got[0]["status"] == 503
    assert (b"retry-after", b"5") in got[0]["headers"]


def generous(env, start):
    """Who has a token may send 50 bytes; everybody else is refused."""
    if env["PATH_INFO"] != "/allowance":
        return echo(env, start)
    assert (env["REQUEST_METHOD"], env["QUERY_STRING"], env["wsgi.input"].read()) == ("GET", "", b"")  # fmt: skip
    assert "CONTENT_TYPE" not in env
    known = env.get("HTTP_AUTHORIZATION") == "Bearer good"
    start("200 OK" if known else "401 Unauthorized", [])
    return [b'{"bytes": 50}' if known else b"no"]


@pytest.mark.parametrize(
    ("token", "path", "method", "size", "status"),
    [
        ("good", "/files", "POST", 50, 200), ("good", "/files", "POST", 50 + AROUND, 200), ("good", "/files", "POST", 51 + AROUND, 413),
        ("bad", "/files", "POST", 50, 413), ("bad", "/files", "POST", 10, 200), ("good", "/other", "POST", 50, 413), ("good", "/files", "PUT", 50, 413),
    ],
)  # fmt: skip
@pytest.mark.parametrize("says", [True, False])
def test_more_is_taken_only_at_the_door_for_files_and_only_from_who_may(
    token, path, method, size, status, says
):
    headers = [("authorization", f"Bearer {token}"), ("content-type", "multipart/form-data")]  # fmt: skip
    headers += [("content-length", str(size))] if says else []
    asked = scope(path, method, headers)
    uploads = {"limit": 20, "uploads": frozenset({"/files"}), "allowance": "/allowance"}
    messages = ask(generous, asked, (b"x" * size,), **uploads)
    assert messages[0]["status"] == status


def test_a_file_that_is_cut_half_way_reaches_nobody():
    """100 MB are promised, the half comes, the line breaks: Django is asked for the allowance only."""
    asked = []

    def wsgi(env, start):
        asked.append(env["PATH_INFO"])
        return generous(env, start)

    headers = [("authorization", "Bearer good"), ("content-length", "50")]
    incoming = [{"type": "http.request", "body": b"x" * 25, "more_body": True}, {"type": "http.disconnect"}]  # fmt: skip
    bridge = Bridge(wsgi, threads=1, limit=20, uploads=frozenset({"/files"}), allowance="/allowance")  # fmt: skip
    got = []

    async def receive():
        return incoming.pop(0)

    async def send(message):
        got.append(message)

    asyncio.run(
        asyncio.wait_for(bridge(scope("/files", "POST", headers), receive, send), 10)
    )
    bridge.pool.shutdown()
    assert (asked, got) == (["/allowance"], [])
