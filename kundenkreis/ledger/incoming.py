"""Steps of money on its way in, shared by the actions that take it; each in its action's transaction."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import posting
from kundenkreis.ledger.events import FundsHeld
from kundenkreis.ledger.models import Account, FundsHold, Journal
from kundenkreis.ledger.socket import ChargeState, Provider
from kundenkreis.people.models import Person


def door(subject: str, currency: str) -> Account:
    """The subject's own account, locked: of two who pay at once, one waits here."""
    key = posting.opened(Account.Kind.HOLD, subject=subject, currency=currency)
    return Account.objects.select_for_update().get(**key)


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
    held = FundsHold.objects.create(
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
