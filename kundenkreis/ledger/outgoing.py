"""Steps that a provider must do after us. One that is down does not stop a visit or a refund."""

from datetime import datetime, timedelta

import structlog

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.ledger import checks, posting
from kundenkreis.ledger.events import PaymentLost
from kundenkreis.ledger.models import Account, FundsHold, Journal, ProviderStep
from kundenkreis.ledger.socket import NotPaid, ProviderDown

LONGEST_WAIT = timedelta(hours=1)
log = structlog.get_logger(__name__)


def step(
    held: FundsHold, kind: ProviderStep.Kind, *, key: str, amount: Money, at: datetime
) -> None:
    """Ask the provider now; if it does not answer, write down what it owes us to do."""
    owed = ProviderStep(
        provider=held.provider,
        ref=held.provider_ref,
        key=key,
        kind=kind,
        amount=amount.amount,
        currency=amount.currency,
        since=at,
        next_try_at=at + timedelta(minutes=1),
    )
    if _earlier_owed(owed) or not _went_well(owed, held, at=at):
        owed.save(force_insert=True)


def again(owed: ProviderStep, *, at: datetime) -> bool:
    """One more try of a step that is owed; later and later, at least once an hour."""
    owed = ProviderStep.objects.select_for_update().get(pk=owed.pk)
    if owed.done_at or _earlier_owed(owed):
        return False
    held = FundsHold.objects.select_for_update().get(
        provider=owed.provider, provider_ref=owed.ref
    )
    if _went_well(owed, held, at=at):
        owed.done_at = at
        held.save(update_fields=["lost_at"])
    owed.tries += 1
    owed.next_try_at = at + min(timedelta(minutes=2) * owed.tries, LONGEST_WAIT)
    owed.save(update_fields=["done_at", "tries", "next_try_at"])
    return owed.done_at is not None


def _earlier_owed(owed: ProviderStep) -> bool:
    """Steps of one charge go in their order: a refund must not overtake the capture."""
    waiting = ProviderStep.objects.filter(
        provider=owed.provider, ref=owed.ref, done_at__isnull=True
    )
    if owed.pk:
        waiting = waiting.filter(pk__lt=owed.pk)
    return waiting.exists()


def _went_well(owed: ProviderStep, held: FundsHold, *, at: datetime) -> bool:
    plug = checks.offered(owed.provider)
    act = plug.capture if owed.kind == ProviderStep.Kind.CAPTURE else plug.refund
    try:
        act(owed.ref, key=owed.key, amount=owed.money, at=at)
    except NotPaid:
        _lost(held, owed, at=at)
    except ProviderDown:
        log.warning("provider_down", provider=owed.provider, kind=owed.kind)
        return False
    return True


def _lost(held: FundsHold, owed: ProviderStep, *, at: datetime) -> None:
    """The customer's money never came: she owes it to the company, and the helper is paid all the same."""
    assert held.payer is not None, "who pays on a provider's page is a customer"
    outside = posting.account(
        Account.Kind.FUNDING, owner=held.payer, currency=owed.currency
    )
    debt = posting.account(
        Account.Kind.RECEIVABLE, owner=held.payer, currency=owed.currency
    )
    posting.post(
        Journal.Kind.DEFAULT, subject=held.subject, idem=f"{owed.key}:default",
        legs=[(outside, owed.amount), (debt, -owed.amount)], by=None, at=at,
    )  # fmt: skip
    held.lost_at = at
    happened = PaymentLost(
        hold=str(held.pk), subject=held.subject, amount=owed.amount, currency=owed.currency
    )
    announce(happened, by=None, at=at)
