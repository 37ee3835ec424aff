"""Codes of vouchers: derived from a batch's random id with our secret (HMAC-SHA-256), stored nowhere.

Sixty bits: of a million codes in use, one guess in 10¹² finds one, and a person has ten misses an hour.
"""

from collections.abc import Iterator

from django.utils.crypto import salted_hmac

from kundenkreis.core import ids
from kundenkreis.vouchers.models import VoucherBatch

LETTERS = 12
# What is misread, as the alphabet's inventor wants it read.
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code(batch: VoucherBatch, number: int) -> str:
    """Twelve characters in three groups, such as `F7KQ-2M9D-04TR`."""
    value = salted_hmac("kundenkreis.voucher", f"{batch.pk}:{number}", algorithm="sha256")
    bits = int(value.hexdigest(), 16)
    letters = "".join(ids.ALPHABET[bits >> 5 * place & 31] for place in range(LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def codes(batch: VoucherBatch) -> Iterator[str]:
    """All codes of the batch, in order."""
    return (code(batch, number) for number in range(1, batch.count + 1))


def fingerprint(typed: str) -> str:
    """What is stored of a code, however it was typed; empty: it cannot be one."""
    plain = "".join(filter(str.isalnum, typed)).upper().translate(ALIKE)
    return ids.fingerprint(f"voucher:{plain}") if len(plain) == LETTERS else ""
