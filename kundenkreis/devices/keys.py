"""The secret of a device, and the signature it makes with it.

The secret is derived from the device's id with the installation's own secret and shown once; the
database keeps its SHA-256 alone, so a copy of the database signs nothing.

A signature is HMAC-SHA-256 (RFC 2104), in hexadecimal, over five lines joined by a line feed: method,
path with query, Unix time in seconds, nonce, and SHA-256 of the body in hexadecimal.
"""

import hashlib
import hmac
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac


def secret_of(device: UUID) -> str:
    """64 hexadecimal digits."""
    return salted_hmac("kundenkreis.device", str(device), algorithm="sha256").hexdigest()


def signature(secret: str, *, method: str, path: str, time: str, nonce: str, body: bytes) -> str:  # fmt: skip
    """What the device sends along."""
    lines = (method.upper(), path, time, nonce, hashlib.sha256(body).hexdigest())
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def is_signed(given: str, device: UUID, *, method: str, path: str, time: str, nonce: str, body: bytes) -> bool:  # fmt: skip
    """Whether the device itself signed it; takes the same time for right and wrong."""
    wanted = signature(secret_of(device), method=method, path=path, time=time, nonce=nonce, body=body)  # fmt: skip
    return constant_time_compare(given.lower(), wanted)
