"""A request as WSGI wants it."""

import ipaddress
import sys
from collections.abc import Sequence
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Scope = dict[str, Any]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)


def networks(text: str) -> list[Network]:
    """`TRUSTED_PROXIES`: addresses or networks, separated by commas."""
    return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]


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
