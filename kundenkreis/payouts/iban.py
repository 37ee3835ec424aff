"""International bank account numbers, ISO 13616: is it one, how is it written, how is it hidden."""

import re

# Length by country: where our helpers and experts bank (SWIFT IBAN registry).
LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27,
}  # fmt: skip
SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def tidy(typed: str) -> str:
    """Without spaces, in capitals, as it is stored."""
    return re.sub(r"[\s.\-]", "", typed).upper()


def is_iban(tidied: str) -> bool:
    """Shape, length of its country, and the checksum: the number modulo 97 is 1 (ISO 7064)."""
    if not SHAPE.fullmatch(tidied) or LENGTHS.get(tidied[:2]) != len(tidied):
        return False
    turned = tidied[4:] + tidied[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def is_qr_iban(tidied: str) -> bool:
    """A Swiss number for QR-bills only, whose clearing number is 30000 to 31999: nobody is paid there."""
    return (
        tidied[:2] in ("CH", "LI")
        and tidied[4:9].isdigit()
        and 30000 <= int(tidied[4:9]) <= 31999
    )


def grouped(stored: str) -> str:
    """`CH93 0076 2011 6238 5295 7`."""
    return " ".join(stored[start : start + 4] for start in range(0, len(stored), 4))


def masked(stored: str) -> str:
    """`CH93 •••• 2957`."""
    return f"{stored[:4]} •••• {stored[-4:]}"
