"""Steps of money on its way in, shared by the actions that take it; each in its action's transaction."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.statements import asked, insert
from kundenkreis.ledger import posting
from kundenkreis.ledger.events import FundsHeld
from kundenkreis.ledger.models import Account, FundsHold, Journal
from kundenkreis.ledger.socket import ChargeState, Provider
from kundenkreis.people.models import Person


def door(subject: str, currency: str) -> tuple[Account, bool]:
    """The subject's own account, locked, and whether it is new: of two who pay at once, one waits here."""
    row, fresh = posting.opened(Account.Kind.HOLD, subject=subject, currency=currency)
    return (row, fresh) if fresh else (_locked(subject, currency)[0], fresh)


@asked
def _locked(subject: str, currency: str) -> QuerySet[Account]:
    rows = Account.objects.select_for_update().filter(kind=Account.Kind.HOLD)
    return rows.filter(owner=None, subject=subject, currency=currency)


def confirmed(plug: Provider, ref: str, amount: Money, *, at: datetime) -> None:
    """The provider itself says that exactly this much is held; its first word alone is not enough.

    :raises Refused: `payment_unclear`.
    """
    charge = plug.look(ref, at=at)
    if charge.state != ChargeState.HELD or charge.amount != amount:
        raise Refused(
            "payment_unclear",
            _(
                "The payment service did not confirm the payment. Please choose another way to pay."
            ),
        )


def set_aside(
    waits: Account,
    *,
    amount: Money,
    payer: Person | None,
    payee: Person | None,
    provider: str,
    ref: str,
    idem: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """The money is there: a hold, its journal, its event. `waits` is the subject's account, locked."""
    held = FundsHold(
        subject=waits.subject,
        account=waits,
        amount=amount.amount,
        currency=amount.currency,
        payer_kind="customer" if payer else "company",
        payer=payer,
        payee=payee,
        provider=provider,
        provider_ref=ref,
        held_at=at,
        held_by=by,
    )
    insert(held)
    legs = [(posting.source(held), -amount.amount), (waits, amount.amount)]
    posting.post(
        Journal.Kind.HOLD, subject=waits.subject, idem=idem, legs=legs, by=by, at=at
    )
    happened = FundsHeld(
        hold=str(held.pk),
        subject=waits.subject,
        amount=amount.amount,
        currency=amount.currency,
    )
    announce(happened, by=by, at=at)
    return held
