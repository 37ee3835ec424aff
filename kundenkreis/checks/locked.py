"""Documents lie locked in the database: a stolen backup without the installation's secret opens none."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.conf import settings


def _lock() -> Fernet:
    key = hashlib.sha256(f"{settings.SECRET_KEY}:documents".encode()).digest()
    return Fernet(urlsafe_b64encode(key))


def lock(content: bytes) -> bytes:
    """The bytes as they are stored."""
    return _lock().encrypt(content)


def unlock(stored: bytes | memoryview) -> bytes:
    """The bytes as they were sent.

    :raises cryptography.fernet.InvalidToken: the secret is another one now.
    """
    return _lock().decrypt(bytes(stored))
