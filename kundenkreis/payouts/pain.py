"""The payment file for the bank: ISO 20022 `pain.001.001.09`, as the Swiss and the SEPA banks take it.

Source: ISO 20022 CustomerCreditTransferInitiationV09; Swiss Payment Standards 2024 (SIX), EPC SCT
implementation guidelines. One block of payments for each currency, one transfer for each payout; its
`EndToEndId` is the payout's reference, so a returned transfer names it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kundenkreis.core.money import Money
from kundenkreis.payouts.models import Payout, PayoutBatch, PayoutRules

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def file(
    batch: PayoutBatch, payouts: Iterable[Payout], rules: PayoutRules, *, at: datetime
) -> bytes:
    """The whole document in UTF-8. Payouts carry their `account`."""
    rows = sorted(payouts, key=lambda row: (row.currency, row.reference))
    root = Element("Document", xmlns=NAMESPACE)
    top = SubElement(root, "CstmrCdtTrfInitn")
    head = SubElement(top, "GrpHdr")
    _text(head, "MsgId", batch.reference)
    _text(head, "CreDtTm", at.isoformat(timespec="seconds"))
    _text(head, "NbOfTxs", str(len(rows)))
    _text(head, "CtrlSum", _sum(rows))
    _text(SubElement(head, "InitgPty"), "Nm", _plain(rules.holder))
    for currency, same in groupby(rows, key=lambda row: row.currency):
        _block(top, batch, list(same), rules, currency, at=at)
    indent(root)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _block(
    top: Element,
    batch: PayoutBatch,
    rows: Sequence[Payout],
    rules: PayoutRules,
    currency: str,
    *,
    at: datetime,
) -> None:
    block = SubElement(top, "PmtInf")
    _text(block, "PmtInfId", f"{batch.reference}-{currency}")
    _text(block, "PmtMtd", "TRF")
    _text(block, "BtchBookg", "true")
    _text(block, "NbOfTxs", str(len(rows)))
    _text(block, "CtrlSum", _sum(rows))
    if currency == "EUR":
        _text(SubElement(SubElement(block, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _text(SubElement(block, "ReqdExctnDt"), "Dt", at.date().isoformat())
    _text(SubElement(block, "Dbtr"), "Nm", _plain(rules.holder))
    _text(SubElement(SubElement(block, "DbtrAcct"), "Id"), "IBAN", rules.iban)
    agent = SubElement(SubElement(block, "DbtrAgt"), "FinInstnId")
    if rules.bic:
        _text(agent, "BICFI", rules.bic)
    else:
        _text(SubElement(agent, "Othr"), "Id", "NOTPROVIDED")
    _text(block, "ChrgBr", "SLEV")
    for row in rows:
        _transfer(block, row)


def _transfer(block: Element, row: Payout) -> None:
    assert row.account is not None, "by file goes what has an IBAN"
    transfer = SubElement(block, "CdtTrfTxInf")
    ids = SubElement(transfer, "PmtId")
    _text(ids, "InstrId", row.reference)
    _text(ids, "EndToEndId", row.reference)
    amount = SubElement(SubElement(transfer, "Amt"), "InstdAmt", Ccy=row.currency)
    amount.text = f"{row.money.major:f}"
    _text(SubElement(transfer, "Cdtr"), "Nm", _plain(row.account.holder))
    _text(SubElement(SubElement(transfer, "CdtrAcct"), "Id"), "IBAN", row.account.iban)
    _text(SubElement(transfer, "RmtInf"), "Ustrd", f"Kundenkreis {row.reference}")


def _sum(rows: Sequence[Payout]) -> str:
    """ISO 20022 adds amounts up whatever their currency."""
    return f"{sum(Money(row.amount, row.currency).major for row in rows):f}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


# Letters the standard lets through unharmed (SPS, appendix "character set": Latin-1 and a few more).
def _plain(name: str) -> str:
    """At most 70 letters; others than the standard's become a point."""
    letters = (
        letter if letter.isprintable() and ord(letter) < 0x180 else "." for letter in name
    )
    return "".join(letters)[:70] or "."
