"""What a device sends, signed, for tests."""

import json

from kundenkreis.devices import actions, keys
from kundenkreis.guides.tests.conftest import browser

PATH = "/api/v1/device-events"


FAULT = {
    "domain": "dsl",
    "code": "red-light",
    "severity": "error",
    "firmware": "2.4.1",
    "language": "de",
}


def sent(device, at, path=PATH, nonce="n" * 16, method="POST", body=b"", secret=""):
    time = str(int(at.timestamp()))
    signature = keys.signature(
        secret or keys.secret_of(device.pk),
        method=method,
        path=path,
        time=time,
        nonce=nonce,
        body=body,
    )
    return {"device": str(device.pk), "signature": signature, "time": time, "nonce": nonce}


def admitted(device, at, *, now=None, **more):
    said = sent(device, at, **more)
    place = {
        "method": more.get("method", "POST"),
        "path": more.get("path", PATH),
        "body": more.get("body", b""),
    }
    return actions.admit(**said, **place, by=None, at=now or at)


def call(device, at, path, body, nonce):
    raw = json.dumps(body).encode()
    said = sent(device, at, path=path, nonce=nonce, body=raw)
    headers = {
        f"X-Device{name}": said[key]
        for name, key in (
            ("", "device"),
            ("-Signature", "signature"),
            ("-Time", "time"),
            ("-Nonce", "nonce"),
        )
    }
    return browser().post(path, raw, content_type="application/json", headers=headers)
