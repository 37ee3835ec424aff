"""Fetching what a person typed: one `safe_fetch` for every address that is not ours.

An address from outside must never reach what only this machine can (SSRF, OWASP ASVS 5.0 §1.3.6): the name is
resolved once, every answer must be a public address, and the connection goes to exactly that answer, so a name
that changes its mind (DNS rebinding) changes nothing. Redirects are checked anew. No cookies, no proxies from
the environment, and caps on size and on the whole time, name resolution included.
"""

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread, Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid

Resolver = Callable[[str, int], Sequence[str]]
MOST_BYTES = 2_000_000
MOST_SECONDS = 10.0
MOST_REDIRECTS = 3
MOVED = {301, 302, 303, 307, 308}
# Mail, shells and databases listen below; web servers on 80, 443, or on a high port.
FIRST_FREE_PORT = 1024
# IPv6 addresses that carry an IPv4 address a gateway would go to (RFC 6052, RFC 8215).
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
AGENT = "Kundenkreis"


class NotFetched(Invalid):
    """It was not fetched, and why: the sentence is for the person who typed the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back. `headers` by name in lower case; `body` unpacked, at most as long as asked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    # After redirects.
    url: str


def safe_fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
    loopback: bool | None = None,
    resolve: Resolver | None = None,
) -> Fetched:
    """Fetch a public http(s) address; any status comes back, only GET follows redirects (three at most).

    `most_seconds` bounds everything together. `loopback`: this machine may be asked too (demo and tests;
    default: the setting FETCH_LOOPBACK). `resolve` gives the addresses of a name.

    :raises NotFetched: `bad_address`, `address_not_public`, `unreachable`, `too_slow`, `too_large`,
        `too_many_redirects`.
    """
    until = monotonic() + most_seconds
    local = settings.FETCH_LOOPBACK if loopback is None else loopback
    sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
    for _hop in range(MOST_REDIRECTS + 1):
        parts = _split(url)
        addresses = _addresses(parts, resolve or _resolve, local=local, until=until)
        answer = _ask(parts, addresses, method, sent, body, most_bytes, until)
        target = answer.headers.get("location")
        if method != "GET" or answer.status not in MOVED or not target:
            return answer
        following = urljoin(url, target)
        if url.startswith("https:") and not following.startswith("https:"):
            raise _refused("bad_address")
        if urlsplit(following).netloc != urlsplit(url).netloc:
            # What was meant for one server is not for another.
            sent = {k: v for k, v in sent.items() if k.lower() != "authorization"}
        url = following
    raise _refused("too_many_redirects")


def public(address: str) -> bool:
    """Whether this address is one that anybody on the internet could ask as well."""
    ip = ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, IPv6Address):
        inner = _inside(ip)
        if inner is not None:
            return public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if any(ip in network for network in TRANSLATED):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _split(url: str) -> SplitResult:
    """The parts of a usable address.

    :raises NotFetched: `bad_address`.
    """
    if len(url) > 2000 or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise _refused("bad_address")
    try:
        parts = urlsplit(url)
        port, host = _port(parts), (parts.hostname or "").encode("idna")
    except ValueError:
        raise _refused("bad_address") from None
    usual = port in {80, 443} or port >= FIRST_FREE_PORT
    if (
        parts.scheme not in {"http", "https"}
        or not host
        or "@" in parts.netloc
        or not usual
    ):
        raise _refused("bad_address")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _resolve(host: str, port: int) -> Sequence[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in rows]


def _addresses(
    parts: SplitResult, resolve: Resolver, *, local: bool, until: float
) -> Sequence[str]:
    """Every address of the name, all of them public (or of this machine, where that is allowed)."""
    found: list[str] = []
    host = (parts.hostname or "").encode("idna").decode()

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(resolve(host, _port(parts)))

    # The name's own server may be slow on purpose, and the system cannot be told how long to wait.
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, until - monotonic()))
    if asking.is_alive():
        raise _refused("too_slow")
    addresses = list(dict.fromkeys(found))
    if not addresses:
        raise _refused("unreachable")
    if not all(public(one) or (local and ip_address(one).is_loopback) for one in addresses):
        raise _refused("address_not_public")
    return addresses


def _ask(
    parts: SplitResult,
    addresses: Sequence[str],
    method: str,
    headers: Mapping[str, str],
    body: bytes | None,
    most_bytes: int,
    until: float,
) -> Fetched:
    connection = _connected(parts, addresses, until)
    # A server that drips a byte a second never meets the socket's own timeout: this does.
    clock = Timer(max(0.0, until - monotonic()), _cut, [connection.sock])
    clock.start()
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        connection.request(method, target, body=body, headers=dict(headers))
        # Without a length the answer owns the socket, and would keep it open.
        with closing(connection.getresponse()) as response:
            content = _limited(response, most_bytes)
    except (OSError, http.client.HTTPException, zlib.error, ValueError):
        raise _refused("too_slow" if monotonic() >= until else "unreachable") from None
    finally:
        clock.cancel()
        connection.close()
    if monotonic() >= until:
        raise _refused("too_slow")
    named = {name.lower(): value for name, value in response.headers.items()}
    return Fetched(status=response.status, headers=named, body=content, url=parts.geturl())


def _connected(
    parts: SplitResult, addresses: Sequence[str], until: float
) -> http.client.HTTPConnection:
    """A connection to one of these addresses, whatever the name says by now; not greeted yet."""
    host = (parts.hostname or "").encode("idna").decode()
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection  # fmt: skip
    connection = kind(host, _port(parts))
    for address in addresses:
        left = until - monotonic()
        if left <= 0:
            raise _refused("too_slow")
        with suppress(OSError):
            connection.sock = socket.create_connection(
                (address, _port(parts)), timeout=left
            )
            break
    else:
        raise _refused("too_slow" if monotonic() >= until else "unreachable")
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(
            connection.sock, server_hostname=host, do_handshake_on_connect=False
        )
    return connection


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        # Not SSLSocket's own, which another thread may not call while it reads.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _limited(response: http.client.HTTPResponse, most: int) -> bytes:
    """The body, unpacked, if it stays below the limit.

    :raises NotFetched: `too_large`; `unreachable` for a packing nobody asked for.
    """
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    raw = response.read(most + 1)
    if len(raw) > most:
        raise _refused("too_large")
    if packed in {"", "identity"}:
        return raw
    if packed not in {"gzip", "x-gzip", "deflate"}:
        raise _refused("unreachable")
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    content = unpacking.decompress(raw, most + 1)
    if len(content) > most:
        raise _refused("too_large")
    return content


def _refused(reason: str) -> NotFetched:
    sentences = {
        "bad_address": _("This is no web address we can use. It begins with https://"),
        "address_not_public": _("This address is not on the public internet."),
        "unreachable": _("We cannot reach this address. Please check it."),
        "too_slow": _("This address took too long to answer. Please try again later."),
        "too_large": _("What is at this address is too large for us."),
        "too_many_redirects": _("This address sends us on too many times."),
    }
    return NotFetched(reason, sentences[reason])
