"""Paying on a provider's page: begun, followed, ended. What the provider answers counts, nothing else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import checks, incoming
from kundenkreis.ledger.actions import holding
from kundenkreis.ledger.events import (
    PaymentContested,
    PaymentFailed,
    PaymentHeld,
    PaymentReturned,
)
from kundenkreis.ledger.models import FundsHold, Payment, ProviderEvent
from kundenkreis.ledger.socket import Charge, ChargeState, Forged, Hint, ProviderDown
from kundenkreis.people.models import Person


@one_transaction
def begin_payment(
    *,
    subject: str,
    amount: Money,
    payer: Person,
    payee: Person | None,
    provider: str,
    back: str,
    pay_by: datetime,
    idem: str,
    by: Person | None,
    at: datetime,
) -> Payment:
    """A page at the provider for this subject, to which the payer goes until `pay_by`.

    An open page of the same provider is used again; one of another provider is closed first.
    `back`: the full address where the payer returns. Nothing is held yet.

    :raises Refused: `already_held`. :raises ProviderDown: nothing was begun.
    :raises Invalid: `bad_amount`, `unknown_provider`.
    """
    checks.within(amount, amount)
    plug = checks.offered(provider)
    incoming.door(subject, amount.currency)
    if FundsHold.objects.filter(subject=subject).exists():
        raise Refused("already_held", _("This is paid already. You need not pay again."))
    before = Payment.objects.filter(subject=subject)
    for payment in before.open():
        if (payment.provider, payment.money) == (provider, amount) and at < payment.pay_by:
            return payment
        _close(payment, Payment.End.WITHDRAWN, at=at)
    number = before.count()
    begun = plug.begin(
        key=f"{subject}:payment:{number}" if number else f"{subject}:hold",
        amount=amount,
        payer=payer,
        means="",
        back=back,
        until=pay_by,
        at=at,
    )
    return Payment.objects.create(
        subject=subject,
        amount=amount.amount,
        currency=amount.currency,
        payer=payer,
        payee=payee,
        provider=provider,
        ref=begun.ref,
        url=begun.url,
        idem=idem,
        begun_at=at,
        begun_by=by,
        looked_at=at,
        pay_by=pay_by,
    )


@one_transaction
def follow_payment(payment: Payment, *, by: Person | None, at: datetime) -> Payment:
    """Ask the provider how it stands, and let our books follow. May be called at any time, often.

    Money for a payment that has ended, or for what is paid already, goes back at once.

    :raises Forged: `amount_mismatch`: the provider holds another amount; nothing moves.
    :raises ProviderDown: we know no more than before.
    """
    waits = incoming.door(payment.subject, payment.currency)[0]
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.end == Payment.End.HELD or payment.returned_at:
        return payment
    charge = checks.offered(payment.provider).look(payment.ref, at=at)
    payment.looked_at = at
    if charge.state == ChargeState.HELD:
        _same_amount(payment, charge)
        if (
            payment.is_open
            and not FundsHold.objects.filter(subject=payment.subject).exists()
        ):
            _end(payment, Payment.End.HELD, at=at)
            incoming.set_aside(
                waits, amount=payment.money, payer=payment.payer, payee=payment.payee, provider=payment.provider,
                ref=payment.ref, idem=payment.idem, by=by, at=at,
            )  # fmt: skip
            announce(PaymentHeld(**_names(payment)), by=by, at=at)
        else:
            _return(payment, at=at)
    elif charge.state == ChargeState.FAILED and payment.is_open:
        _end(payment, Payment.End.FAILED, at=at)
        announce(PaymentFailed(**_names(payment)), by=by, at=at)
    payment.save()
    return payment


@one_transaction
def end_payment(
    *, subject: str, end: str = Payment.End.EXPIRED, by: Person | None, at: datetime
) -> bool:
    """Nobody shall pay for this subject any more; True if somebody had, and the money is held.

    A provider that is down does not stop it: what is paid there later goes back by itself.
    """
    for payment in Payment.objects.filter(subject=subject).open():
        try:
            with transaction.atomic():
                follow_payment(payment, by=by, at=at)
        except (ProviderDown, Forged):
            pass
        payment.refresh_from_db()
        if payment.is_open:
            _close(payment, Payment.End(end), at=at)
    return FundsHold.objects.filter(subject=subject).exists()


@one_transaction
def hear(provider: str, hint: Hint, *, by: None = None, at: datetime) -> Payment | None:
    """A provider's message, its signature checked: once by its id, and only a reason to look.

    Messages about no charge of ours, or with another amount, change nothing.

    :raises Forged: `unknown_charge`, `amount_mismatch`.
    """
    payment = Payment.objects.filter(provider=provider, ref=hint.ref).first()
    if not payment:
        raise Forged("unknown_charge", _("There is no such payment here."))
    if hint.amount is not None and hint.amount != payment.money:
        raise _mismatch()
    _event, fresh = ProviderEvent.objects.get_or_create(
        provider=provider, event=hint.event, defaults={"at": at}
    )
    if fresh and hint.contested:
        announce(PaymentContested(**_names(payment)), by=None, at=at)
        return payment
    return follow_payment(payment, by=None, at=at) if fresh else payment


def _same_amount(payment: Payment, charge: Charge) -> None:
    if charge.amount != payment.money:
        raise _mismatch()


def _mismatch() -> Forged:
    return Forged("amount_mismatch", _("The amount is not the one that was asked for."))


def _names(payment: Payment) -> dict[str, str]:
    return {"payment": str(payment.pk), "subject": payment.subject}


def _end(payment: Payment, end: Payment.End, *, at: datetime) -> None:
    payment.end, payment.ended_at, payment.looked_at = end, at, at
    payment.save()


def _close(payment: Payment, end: Payment.End, *, at: datetime) -> None:
    """Ended by us: the provider's page shall take no money any more, if it can be told."""
    _end(payment, end, at=at)
    try:
        with transaction.atomic():
            checks.offered(payment.provider).refund(
                payment.ref, key=f"{payment.pk}:returned", amount=payment.money, at=at
            )
    except ProviderDown:
        pass  # `follow_payment` sees late money, and gives it back


def _return(payment: Payment, *, at: datetime) -> None:
    """Paid too late, or a second time: taken in under a name of its own, and given back at once."""
    if payment.is_open:
        _end(payment, Payment.End.WITHDRAWN, at=at)
    subject = f"{payment.subject}:late:{payment.pk.hex[:8]}"
    held = incoming.set_aside(
        incoming.door(subject, payment.currency)[0], amount=payment.money, payer=payment.payer, payee=None,
        provider=payment.provider, ref=payment.ref, idem=f"{payment.pk}:late", by=None, at=at,
    )  # fmt: skip
    holding.give_back(
        held,
        payment.money,
        reason="paid_late",
        idem=f"{payment.pk}:returned",
        by=None,
        at=at,
    )
    payment.returned_at = at
    announce(PaymentReturned(**_names(payment)), by=None, at=at)
