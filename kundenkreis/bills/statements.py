"""Account statements of the bank: ISO 20022 camt.054 (and camt.053), or a table as CSV."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from kundenkreis.bills import references
from kundenkreis.bills.models import Bill
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid

MOST_BYTES = 5_000_000
# How banks head their columns, in our languages.
COLUMNS = {
    "paid_on": ("date", "datum", "buchungsdatum", "valuta", "data"),
    "amount": ("amount", "betrag", "gutschrift", "montant", "importo"),
    "currency": ("currency", "währung", "devise", "valuta_code", "divisa"),
    "reference": ("reference", "referenz", "verwendungszweck", "référence", "riferimento"),
    "payer": ("name", "payer", "auftraggeber", "zahler", "nom", "nome"),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money that came in. `bank_ref` is the same whenever the file is read."""

    reference: str
    money: Money
    paid_on: date
    bank_ref: str
    payer: str = ""


@dataclass(slots=True)
class Report:
    """What became of a file: noted for a bill, noted before, and whose reference nobody knows."""

    noted: list[tuple[Bill, Incoming]] = field(default_factory=list)
    again: list[Incoming] = field(default_factory=list)
    unknown: list[Incoming] = field(default_factory=list)


def read(data: bytes) -> list[Incoming]:
    """All incoming movements of a bank's file.

    :raises Invalid: `unreadable`: not such a file, too large, or with tricks in it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if len(data) > MOST_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _unreadable()
    rows = _camt(text) if text.lstrip().startswith("<") else _csv(text)
    try:
        return list(_named(rows))
    except (ElementTree.ParseError, KeyError, ValueError, InvalidOperation, csv.Error) as wrong:  # fmt: skip
        raise _unreadable() from wrong


def _unreadable() -> Invalid:
    sentence = _("This file could not be read. Please choose camt.054 or CSV from your online banking.")  # fmt: skip
    return Invalid("unreadable", sentence, {"file": sentence})


def _named(rows: Iterator[tuple[str, Incoming]]) -> Iterator[Incoming]:
    """Who has no name from the bank is named by all it says, and which of the same it is."""
    seen: Counter[str] = Counter()
    for name, row in rows:
        if not name:
            said = f"{row.paid_on}|{row.money}|{row.reference}|{row.payer}"
            seen[said] += 1
            name = hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest()[:40]  # noqa: PLW2901
        yield Incoming(row.reference, row.money, row.paid_on, name[:80], row.payer)


def _camt(text: str) -> Iterator[tuple[str, Incoming]]:
    root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 - no DOCTYPE, no entities
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    for entry in root.iter("Ntry"):
        if entry.findtext("CdtDbtInd") != "CRDT" or entry.findtext("RvslInd") == "true":
            continue
        paid_on = (entry.findtext("BookgDt/Dt") or entry.findtext("BookgDt/DtTm") or entry.findtext("ValDt/Dt") or "")[:10]  # fmt: skip
        whole = entry.findtext("AcctSvcrRef") or ""
        parts = entry.findall("NtryDtls/TxDtls") or [entry]
        for number, part in enumerate(parts):
            amount = part.find("Amt")
            amount = amount if amount is not None else part.find("AmtDtls/TxAmt/Amt")
            amount = amount if amount is not None else entry.find("Amt")
            if amount is None:
                raise ValueError("an entry without an amount")
            said = part.findtext(".//RmtInf/Strd/CdtrRefInf/Ref") or " ".join(
                each.text or "" for each in part.iter("Ustrd")
            )
            own = part.findtext("Refs/AcctSvcrRef") or ""
            name = own or (f"{whole}/{number}" if whole else "")
            payer = part.findtext(".//RltdPties/Dbtr/Nm") or part.findtext(".//RltdPties/Dbtr/Pty/Nm") or ""  # fmt: skip
            yield name, Incoming(
                references.found_in(said), _money(amount.text or "", amount.get("Ccy") or ""), date.fromisoformat(paid_on), "", payer[:70]
            )  # fmt: skip


def _csv(text: str) -> Iterator[tuple[str, Incoming]]:
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count))
    names = [each.strip().lower() for each in next(rows, [])]
    place = {
        key: next((names.index(name) for name in known if name in names), None)
        for key, known in COLUMNS.items()
    }
    if place["paid_on"] is None or place["amount"] is None or place["reference"] is None:
        raise ValueError("no such columns")
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        at = {key: row[where].strip() if where is not None and where < len(row) else "" for key, where in place.items()}  # fmt: skip
        money = _money(at["amount"], at["currency"] or "CHF") if at["amount"] else None
        if money and money.amount > 0:
            yield "", Incoming(
                references.found_in(at["reference"]), money, _day(at["paid_on"]), "", at["payer"][:70]
            )  # fmt: skip


def _money(typed: str, currency: str) -> Money:
    """`1'234.50`, `1.234,50`, `1234.5` as minor units; more than two decimals are no amount of money."""
    tight = re.sub(r"[\s'’]", "", typed)
    if "," in tight:
        tight = tight.replace(".", "").replace(",", ".") if tight.rfind(",") > tight.rfind(".") else tight.replace(",", "")  # fmt: skip
    minor = Decimal(tight) * 100
    if minor != minor.to_integral_value() or not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError("no amount of money")
    return Money(int(minor), currency)


def _day(typed: str) -> date:
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", typed):
        return datetime.strptime(typed, "%d.%m.%Y").date()  # noqa: DTZ007 - a date, no moment
    return date.fromisoformat(typed[:10])
