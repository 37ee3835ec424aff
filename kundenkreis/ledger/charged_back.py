"""What the payer's bank takes back, and what the brand wins back: between the brand and the bank alone.

Who did the work is paid or will be, whatever the bank says: `chargebacks.sql` lets no leg of such a
movement touch what is due to anyone.
"""

from datetime import datetime

from kundenkreis.core.money import Money
from kundenkreis.ledger import checks, posting
from kundenkreis.ledger.models import Account, FundsHold, Journal
from kundenkreis.people.models import Person


def take(
    *, subject: str, key: str, amount: Money, by: Person | None, at: datetime
) -> FundsHold:
    """The bank has taken this much back. `key`: of the chargeback; in its action's transaction, once."""
    return _move(subject, f"{key}:taken", amount.amount, amount, by=by, at=at)


def win(
    *, subject: str, key: str, amount: Money, by: Person | None, at: datetime
) -> FundsHold:
    """The bank has decided for the brand: the money is here again."""
    return _move(subject, f"{key}:won", -amount.amount, amount, by=by, at=at)


def charge_fee(
    *, key: str, number: int, amount: Money, by: Person | None, at: datetime
) -> None:
    """The provider charged so much for the contest; negative: it gave that back. `number`: the how many-th time.

    On the brand's purse, under the chargeback's own name: no customer and no helper reads of it.
    """
    legs = [
        (posting.account(Account.Kind.COMPANY, currency=amount.currency), -amount.amount),
        (posting.account(Account.Kind.FEES, currency=amount.currency), amount.amount),
    ]
    posting.post(Journal.Kind.FEE, subject=key, idem=f"{key}:fee:{number}", legs=legs, by=by, at=at)  # fmt: skip


def _move(
    subject: str, idem: str, back: int, amount: Money, *, by: Person | None, at: datetime
) -> FundsHold:
    held = checks.locked(subject)
    contested = posting.account(Account.Kind.CONTESTED, currency=amount.currency)
    legs = [(contested, -back), (posting.source(held), back)]
    posting.post(
        Journal.Kind.CHARGEBACK, subject=subject, idem=idem, legs=legs, by=by, at=at
    )
    held.charged_back_amount += back
    held.save(update_fields=["charged_back_amount"])
    return held
