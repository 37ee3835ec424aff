"""What the tests of this room say again and again."""

import re
import zlib
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from kundenkreis.brands.models import Brand
from kundenkreis.core.money import Money
from kundenkreis.documents import actions
from kundenkreis.documents.models import IssuedDocument, TaxDetails
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger import settled
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold
from kundenkreis.people.models import Person

COMPANY = {
    "name": "Alpenfon AG", "street": "Bahnhofstrasse", "house_number": "1", "postal_code": "8001", "city": "Zürich",
    "country": "CH", "vat_number": "CHE-123.456.788 MWST", "vat_percent": "8.1",
}  # fmt: skip
HOME = {"name": "Jonas Keller", "street": "Feldweg 3", "postal_code": "8004", "city": "Zürich", "country": "CH"}  # fmt: skip


def with_vat(brand: Brand, **more: str) -> Brand:
    """The brand charges VAT."""
    brand.creditor = {**COMPANY, **more}
    brand.save()
    return brand


def work(payer: Person | None, payee: Person, at: datetime, subject: str = SUBJECT, amount: int = 4900, **more: Any) -> None:  # fmt: skip
    """Paid and signed off, 15 % commission."""
    hold(payer, payee, at, subject=subject, amount=chf(amount), idem=f"{subject}:hold", **more)  # fmt: skip
    ledger.capture(
        subject=subject, payee=payee, commission=chf(amount).share(15), by=None, at=at
    )


def taken_back(subject: str, amount: int, at: datetime, *, from_payee: bool) -> None:
    """The customer objected, and so much goes back to her."""
    settled.freeze(subject=subject, key=f"{subject}:dispute", by=None, at=at)
    settled.reimburse(
        subject=subject, amount=Money(amount, "CHF"), source="disputed" if from_payee else "goodwill", reason="objection",
        idem=f"{subject}:back", by=None, at=at,
    )  # fmt: skip
    settled.thaw(subject=subject, key=f"{subject}:release", by=None, at=at)


def taxed(person: Person, at: datetime, status: str = "vat", **more: str) -> TaxDetails:
    """The helper's details."""
    values = {**HOME, "number": "CHE-111.222.333 MWST", "vat_percent": "8.1", **more}
    return actions.set_tax_details(person, status=status, **values, by=person, at=at)


def issued(at: datetime, subject: str = SUBJECT) -> dict[str, IssuedDocument]:
    """What is issued now, by kind."""
    return {row.kind: row for row in actions.issue(subject, by=None, at=at)}


def refused_by(statement: str, *values: Any) -> str:
    """The law that stops this statement; an assertion when none does."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.execute("set constraints all immediate")
    except IntegrityError as broken:
        return str(broken.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    raise AssertionError(f"nothing stops: {statement}")


def text_of(pdf: bytes) -> str:
    """The text that can be marked: glyphs of each line through the font's own map to letters."""
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompress(match[1]))
        except zlib.error:
            streams.append(match[1])
    letters = [_letters(each) for each in streams if b"beginbfchar" in each]
    content = next(each for each in streams if b" Tf" in each)
    fonts: dict[bytes, dict[int, str]] = {}
    said, now = [], b""
    for match in re.finditer(rb"/(F\d+) [\d.]+ Tf|\((.*?)(?<!\\)\) Tj", content, re.DOTALL):  # fmt: skip
        if match[1]:
            now = match[1]
            fonts.setdefault(now, {})
            continue
        raw = re.sub(rb"\\([\\()])", rb"\1", match[2]).replace(b"\\r", b"\r").replace(b"\\n", b"\n")  # fmt: skip
        index = int(now[1:]) - 1
        said.append("".join(letters[index].get(int.from_bytes(raw[n : n + 2]), "?") for n in range(0, len(raw), 2)))  # fmt: skip
    return "\n".join(said)


def _letters(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}  # fmt: skip
