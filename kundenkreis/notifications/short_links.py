"""Short addresses for messages that count letters.

A code of 12 letters and digits (71 bits) is derived from its notice with the installation's secret
and found again by its SHA-256: the database alone opens nothing, as with case keys (decision 10).
It leads where the notice's mail leads, with the same key for a guest, for 30 days.
"""

import hashlib
from datetime import datetime

from django.utils.crypto import salted_hmac

from kundenkreis.notifications.models import Notice, ShortLink

ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 12


def path_of(notice: Notice, *, at: datetime) -> str:
    """`/s/CODE/`, made once a notice; a later message of the same notice says the same."""
    code = _code(str(notice.pk))
    ShortLink.objects.get_or_create(
        notice=notice,
        defaults={"code_hash": _hash(code), "expires_at": at + ShortLink.VALID},
    )
    return f"/s/{code}/"


def notice_behind(code: str, *, at: datetime) -> Notice | None:
    """The notice a code leads to at this brand; None when there is none, or no longer."""
    link = (
        ShortLink.objects.filter(code_hash=_hash(code), expires_at__gt=at)
        .select_related("notice__person")
        .first()
    )
    return link.notice if link else None


def _code(pk: str) -> str:
    digest = salted_hmac("kundenkreis.short-link", pk, algorithm="sha256").digest()
    number, letters = int.from_bytes(digest), []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
