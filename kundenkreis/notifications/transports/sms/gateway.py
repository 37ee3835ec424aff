"""One HTTP request to the operator's SMS gateway, built from templates in the settings.

`{to}` (E.164), `{text}`, `{from}`, `{id}` and `{token}` are filled in wherever they stand, escaped for
their place: query, header, JSON, XML or form. The address is the operator's own choice, so it may be a
private one; nothing a customer typed ever becomes part of its host or path unescaped.
"""

import http.client
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings

from kundenkreis.notifications.socket import Undeliverable

PATIENCE = 10  # seconds for each step of one request
# Answers that say: this message will never be taken. Wrong tokens and busy gateways may mend.
NEVER = {400, 404, 405, 410, 413, 414, 415, 422}


def send(*, to: str, text: str, sender: str, message_id: str) -> None:
    """Hand one SMS over.

    :raises Undeliverable: the gateway will never take it. :raises OSError: try again later.
    """
    values = {
        "to": to, "text": text, "from": sender, "id": message_id, "token": settings.SMS_TOKEN,
    }  # fmt: skip
    url = urlsplit(_filled(settings.SMS_URL, values, _quoted))
    body = _filled(settings.SMS_BODY, values, _escaping(settings.SMS_BODY)).encode()
    headers = {
        name: _filled(value, values, _one_line)
        for name, value in json.loads(settings.SMS_HEADERS).items()
    }
    if url.username:
        account = f"{url.username}:{url.password or ''}".encode()
        headers["Authorization"] = f"Basic {b64encode(account).decode()}"
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection  # fmt: skip
    connection = kind(url.hostname or "", url.port, timeout=PATIENCE)
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        connection.request(settings.SMS_METHOD, target, body or None, headers)
        status = connection.getresponse().status
    except http.client.HTTPException as trouble:
        raise OSError(type(trouble).__name__) from None
    finally:
        connection.close()
    if status in NEVER:
        raise Undeliverable(f"the SMS gateway refuses the message ({status})")
    if not 200 <= status < 300:
        raise ConnectionError(f"the SMS gateway answered {status}")


def _filled(template: str, values: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    """Each placeholder replaced once: what a value says is never read as a placeholder."""
    parts = template.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(
            escaped(values[name]) + rest if closed and name in values else "{" + part
        )
    return "".join(out)


def _escaping(body: str) -> Callable[[str], str]:
    """How values are written in this kind of body."""
    start = body.lstrip()[:1]
    if start in ("{", "["):
        return lambda value: json.dumps(value)[1:-1]
    if start == "<":
        return lambda value: escape(value, {'"': "&quot;"})
    return quote_plus


def _quoted(value: str) -> str:
    return quote(value, safe="")


def _one_line(value: str) -> str:
    return " ".join(value.split())
