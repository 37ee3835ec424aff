"""What can happen to money: it is held, taken, given back.

The provider is asked first, our journal follows in the same transaction. The provider's key is
subject + step, so whatever we lose between the two (a crash, a cut line), the next try finds
the same charge. Call `hold` as the last step of a larger action: what fails after it leaves a
charge at the provider that waits for that retry, or expires there.

Money that is held and then taken or given back does not wait for a provider that is down: our
books go on, and the step is owed (`outgoing`).
"""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import checks, incoming, outgoing, posting
from kundenkreis.ledger.events import FundsCaptured, FundsRefunded
from kundenkreis.ledger.models import FundsHold, Journal, ProviderStep
from kundenkreis.people.models import Person


@one_transaction
def hold(
    *,
    subject: str,
    amount: Money,
    payer: Person | None,
    payee: Person | None,
    provider: str,
    idem: str,
    means: str = "",
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """Set money aside for a subject. `payer=None`: the company pays. Same `idem`: the same hold.

    `means` names the card to the provider (the test card refuses numbers ending in 0002).

    :raises Refused: `payment_declined`, `already_held`. :raises ProviderDown: nothing was charged.
    :raises Invalid: `bad_amount`, `unknown_provider`, `idempotency_mismatch`.
    """
    checks.within(amount, amount)
    plug = checks.offered(provider)
    waits, fresh = incoming.door(subject, amount.currency)
    if before := checks.held_before(subject, amount=amount, idem=idem, fresh=fresh):
        return before
    if plug.hosted:
        raise Invalid("unknown_provider", _("This way to pay is not offered here."))
    begun = plug.begin(
        key=f"{subject}:hold",
        amount=amount,
        payer=payer,
        means=means,
        back="",
        until=at,
        at=at,
    )
    incoming.confirmed(plug, begun.ref, amount, at=at)
    return incoming.set_aside(
        waits, amount=amount, payer=payer, payee=payee, provider=provider, ref=begun.ref, idem=idem, by=by, at=at
    )  # fmt: skip


@one_transaction
def capture(
    *,
    subject: str,
    payee: Person,
    amount: Money | None = None,
    commission: Money,
    memo: str = "signed_off",
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """The work is signed off: `amount` (None: all) goes to the payee less commission, the rest back.

    :raises Refused: `nothing_held`, `already_captured`, `too_much`.
    """
    held = checks.waiting(checks.locked(subject))
    return _settle(
        held,
        Journal.Kind.CAPTURE,
        kept=held.open if amount is None else amount,
        payee=payee,
        commission=commission,
        memo=memo,
        by=by,
        at=at,
    )


@one_transaction
def settle_cancellation(
    *,
    subject: str,
    kept: Money,
    payee: Person | None,
    commission: Money,
    reason: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """Cancelled: `kept` stays with the payee less commission (None: with the brand), the rest goes back.

    :raises Refused: `nothing_held`, `already_captured`, `too_much`.
    """
    held = checks.waiting(checks.locked(subject))
    if not kept:
        return give_back(
            held, held.open, reason=reason, idem=f"{subject}:cancellation", by=by, at=at
        )
    return _settle(
        held,
        Journal.Kind.CANCELLATION,
        kept=kept,
        payee=payee,
        commission=commission if payee else kept,
        memo=reason,
        by=by,
        at=at,
    )


@one_transaction
def refund(
    *,
    subject: str,
    amount: Money | None = None,
    reason: str,
    idem: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """Give back `amount` (None: all) of what waits. Same `idem`: given back once.

    :raises Refused: `nothing_held`, `already_captured`, `too_much`.
    :raises Invalid: `bad_amount`, `idempotency_mismatch`.
    """
    held = checks.locked(subject)
    if checks.given_back_before(subject, amount=amount, idem=idem):
        return held
    checks.waiting(held)
    given = held.open if amount is None else amount
    return give_back(held, given, reason=reason, idem=idem, by=by, at=at)


def _settle(
    held: FundsHold,
    kind: Journal.Kind,
    *,
    kept: Money,
    payee: Person | None,
    commission: Money,
    memo: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    checks.within(kept, held.open)
    checks.within(commission, kept, least=0)
    step, rest = f"{held.subject}:{kind.value}", held.open - kept
    outgoing.step(held, ProviderStep.Kind.CAPTURE, key=step, amount=kept, at=at)
    legs = [
        (held.account, -held.open.amount),
        (posting.commission(held), commission.amount),
        (posting.source(held), rest.amount),
    ]
    if payee:
        legs.append((posting.due(held, payee), (kept - commission).amount))
    posting.post(kind, subject=held.subject, idem=step, legs=legs, memo=memo, by=by, at=at)
    held.captured_at, held.captured_by, held.payee = at, by, payee
    held.captured_amount, held.commission_amount = kept.amount, commission.amount
    _note_given_back(held, rest, by=by, at=at)
    happened = FundsCaptured(
        hold=str(held.pk),
        subject=held.subject,
        amount=kept.amount,
        currency=held.currency,
        payee=str(payee.pk) if payee else "",
        commission=commission.amount,
        refunded=rest.amount,
    )
    announce(happened, by=by, at=at)
    return held


def give_back(
    held: FundsHold,
    amount: Money,
    *,
    reason: str,
    idem: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """So much of a locked hold goes back to who paid; for actions of this room that checked it."""
    checks.within(amount, held.open)
    outgoing.step(held, ProviderStep.Kind.REFUND, key=idem, amount=amount, at=at)
    posting.post(
        Journal.Kind.REFUND,
        subject=held.subject,
        idem=idem,
        legs=[(held.account, -amount.amount), (posting.source(held), amount.amount)],
        memo=reason,
        by=by,
        at=at,
    )
    _note_given_back(held, amount, by=by, at=at)
    happened = FundsRefunded(
        hold=str(held.pk),
        subject=held.subject,
        amount=amount.amount,
        currency=held.currency,
        reason=reason,
    )
    announce(happened, by=by, at=at)
    return held


def _note_given_back(
    held: FundsHold, amount: Money, *, by: Person | None, at: datetime
) -> None:
    if amount:
        held.refunded_at, held.refunded_by = at, by
        held.refunded_amount += amount.amount
    held.save()
