"""Money that a customer owed comes in."""

from datetime import datetime

from django.db import transaction

from kundenkreis.core.money import Money
from kundenkreis.ledger import checks, posting
from kundenkreis.ledger.models import Account, Journal
from kundenkreis.people.models import Person


@transaction.atomic
def take_in(
    *,
    subject: str,
    amount: Money,
    payer: Person,
    idem: str,
    by: Person | None,
    at: datetime,
) -> Journal:
    """The payer's debt is less by this amount; paid too much, the brand owes her the difference.

    Whoever worked was credited before, so no hold and nobody's due is touched.

    :raises Invalid: `bad_amount`.
    """
    checks.within(amount, amount)
    outside = posting.account(Account.Kind.FUNDING, owner=payer, currency=amount.currency)
    debt = posting.account(Account.Kind.RECEIVABLE, owner=payer, currency=amount.currency)
    return posting.post(
        Journal.Kind.PAYMENT,
        subject=subject,
        idem=idem,
        legs=[(outside, -amount.amount), (debt, amount.amount)],
        by=by,
        at=at,
    )
