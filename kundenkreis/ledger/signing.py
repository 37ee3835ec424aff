"""Signed messages between programs: HMAC-SHA-256 over time and raw body, good for five minutes.

`t=<seconds>,v1=<hex>`, the form that Stripe made common; several `v1` may stand there while a key
is being changed.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.ledger.socket import Forged

GOOD_FOR = timedelta(minutes=5)


def sign(body: bytes, secret: str, *, at: datetime) -> str:
    """The header that goes with this body."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_mac(body, secret, seconds)}"


def verify(body: bytes, header: str, secret: str, *, at: datetime) -> None:
    """:raises Forged: unsigned, signed with another key, or older (or newer) than five minutes."""
    pairs = [part.strip().partition("=") for part in header.split(",")]
    times = [
        value
        for name, _is, value in pairs
        if name == "t" and value.isascii() and value.isdigit()
    ]
    signed = [value for name, _is, value in pairs if name == "v1"]
    seconds = int(times[0][:12]) if times else 0
    expected = _mac(body, secret, seconds)
    right = any(hmac.compare_digest(expected.encode(), each.encode()) for each in signed)
    if not times or not secret or not right:
        raise Forged(
            "bad_signature", _("This message is not signed by the payment service.")
        )
    if abs(at.timestamp() - seconds) > GOOD_FOR.total_seconds():
        raise Forged("too_old", _("This message is too old. Please send it again."))


def _mac(body: bytes, secret: str, seconds: int) -> str:
    return hmac.new(
        secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256
    ).hexdigest()
