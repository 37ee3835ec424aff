"""References by which a payment is found again: QR reference and creditor reference, with check digits."""

import re

# Modulo 10, recursive: the table of the Swiss QR-bill (Implementation Guidelines, Annex B).
_TABLE = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
_QR = re.compile(r"(?<!\d)\d{27}(?!\d)")
_RF = re.compile(r"RF\d{2}[A-Z0-9]{1,21}")


def check_digit(digits: str) -> int:
    """The last digit of a QR reference.

    >>> check_digit("21000000000313947143000901")
    7
    """
    carry = 0
    for digit in digits:
        carry = _TABLE[(carry + int(digit)) % 10]
    return (10 - carry) % 10


def qr_reference(brand: int, number: int) -> str:
    """27 digits: brand (6), bill (20), check digit. Only with a QR-IBAN."""
    digits = f"{brand:06}{number:020}"
    return f"{digits}{check_digit(digits)}"


def creditor_reference(brand: int, number: int) -> str:
    """ISO 11649, `RF` and two check digits (modulo 97); with any other IBAN.

    >>> creditor_reference(1, 42)
    'RF5300010000000042'
    """
    body = f"{brand:04}{number:010}"
    return f"RF{98 - int(body + '271500') % 97:02}{body}"


def is_reference(text: str) -> bool:
    """Whether the check digits are right."""
    if re.fullmatch(r"\d{27}", text):
        return check_digit(text[:-1]) == int(text[-1])
    if _RF.fullmatch(text):
        turned = text[4:] + text[:4]
        return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
    return False


def found_in(text: str) -> str:
    """The reference that somebody typed or a bank sent, without its spaces; empty: none."""
    tight = re.sub(r"\s", "", text).upper()
    for shape in (_QR, _RF):
        for hit in shape.findall(tight):
            if is_reference(hit):
                return str(hit)
    return ""


def grouped(reference: str) -> str:
    """As it is printed: `21 00000 00003 13947 14300 09017`, `RF53 0001 0000 0000 42`."""
    size, first = (4, 4) if reference.startswith("RF") else (5, 2)
    rest = reference[first:]
    return " ".join(
        [reference[:first], *(rest[i : i + size] for i in range(0, len(rest), size))]
    )
