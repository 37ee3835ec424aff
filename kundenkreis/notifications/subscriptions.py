"""What a browser hands over so that push messages reach it: whether it can be right."""

import re
from base64 import urlsafe_b64decode
from binascii import Error
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid

# A point of the curve P-256, uncompressed, and 16 random bytes (RFC 8291 §3.1, §3.2).
POINT, SECRET = 65, 16
# In the order in which they are looked for: browsers also name those they imitate.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def check(*, endpoint: str, p256dh: str, auth: str) -> None:
    """Address and keys as a browser gives them. Where the address leads is checked when sending.

    :raises Invalid: `bad_subscription`.
    """
    fits = (
        len(endpoint) <= 1000
        and _is_web(endpoint)
        and len(_decoded(auth)) == SECRET
        and _is_point(_decoded(p256dh))
    )
    if not fits:
        raise Invalid(
            "bad_subscription", _("This device gave no usable address for push messages.")
        )


def _is_web(endpoint: str) -> bool:
    if not re.fullmatch(r"[\x21-\x7e]+", endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    schemes = ("https", "http") if settings.FETCH_LOOPBACK else ("https",)
    return parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc


def _decoded(key: str) -> bytes:
    try:
        return urlsafe_b64decode(key + "=" * (-len(key) % 4)) if len(key) <= 100 else b""
    except (Error, ValueError):
        return b""


def _is_point(raw: bytes) -> bool:
    if len(raw) != POINT:
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return True


def device_name(agent: str) -> str:
    """What a browser calls itself, for its owner: `Chrome, Android`."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(part for part in (browser, system) if part)
