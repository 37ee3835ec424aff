"""What can happen to money after it was taken: it is paid out, frozen, given back, made good.

Called by the rooms above (payouts, disputes), which keep the why. The laws of `ledger.sql` and
`ledger_settled.sql` hold whoever calls: nothing leaves an account that it lacks, no more is given
back than was taken, and no key counts twice.
"""

from datetime import datetime

from django.db import transaction

from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.ledger import checks, outgoing, posting
from kundenkreis.ledger.events import FundsRefunded
from kundenkreis.ledger.models import Account, FundsHold, Journal, ProviderStep
from kundenkreis.people.models import Person

Kind = Account.Kind


@transaction.atomic
def reserve(
    *, subject: str, payee: Person, amount: Money, by: Person | None, at: datetime
) -> Journal:
    """Take what is due to the payee out of reach of anything else, for one payout."""
    legs = [
        (_payable(payee, amount), -amount.amount),
        (_transit(subject, payee, amount), amount.amount),
    ]
    return posting.post(
        Journal.Kind.PAYOUT, subject=subject, idem=f"{subject}:reserve", legs=legs, by=by, at=at
    )  # fmt: skip


@transaction.atomic
def transfer(
    *, subject: str, payee: Person, amount: Money, by: Person | None, at: datetime
) -> Journal:
    """The reserved money leaves for the payee's bank."""
    legs = [
        (_transit(subject, payee, amount), -amount.amount),
        (_bank(payee, amount), amount.amount),
    ]
    return posting.post(
        Journal.Kind.TRANSFER, subject=subject, idem=f"{subject}:transfer", legs=legs, by=by, at=at
    )  # fmt: skip


@transaction.atomic
def bring_back(
    *,
    subject: str,
    payee: Person,
    amount: Money,
    sent: bool,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Journal:
    """The payout did not happen, or the bank returned it: the money is due again."""
    source = _bank(payee, amount) if sent else _transit(subject, payee, amount)
    legs = [(source, -amount.amount), (_payable(payee, amount), amount.amount)]
    return posting.post(
        Journal.Kind.RETURN, subject=subject, idem=f"{subject}:return", legs=legs, memo=reason[:60], by=by, at=at
    )  # fmt: skip


@transaction.atomic
def freeze(
    *, subject: str, key: str, due: bool = True, by: Person | None, at: datetime
) -> Money:
    """What the payee earned with this subject waits for a decision, as far as it is still due to her.

    `key`: of the dispute; the same one freezes once. `due=False`: it was paid out, so nothing of hers
    waits; the hold is marked all the same, and what goes back the brand gives.

    :raises Refused: `nothing_held`.
    """
    held = checks.locked(subject)
    nothing = Money(0, held.currency)
    held.disputed_at = at
    held.save(update_fields=["disputed_at"])
    if not due or held.payee is None or not held.earned or _posted(f"{key}:dispute"):
        return nothing
    owed = posting.due(held, held.payee)
    there = Account.objects.select_for_update().get(pk=owed.pk).balance
    frozen = Money(min(held.earned.amount, there), held.currency)
    if frozen:
        legs = [(owed, -frozen.amount), (_disputed(held), frozen.amount)]
        posting.post(
            Journal.Kind.DISPUTE, subject=subject, idem=f"{key}:dispute", legs=legs, by=by, at=at
        )  # fmt: skip
    return frozen


@transaction.atomic
def thaw(*, subject: str, key: str, by: Person | None, at: datetime) -> Money:
    """What is still frozen goes back to what is due to the payee. `key`: of the dispute."""
    held = checks.locked(subject)
    held.disputed_at = None
    held.save(update_fields=["disputed_at"])
    if held.payee is None:
        return Money(0, held.currency)
    waits = _disputed(held)
    rest = Account.objects.select_for_update().get(pk=waits.pk).balance
    if rest:
        legs = [(waits, -rest), (posting.due(held, held.payee), rest)]
        posting.post(
            Journal.Kind.RELEASE, subject=subject, idem=f"{key}:release", legs=legs, by=by, at=at
        )  # fmt: skip
    return Money(rest, held.currency)


@transaction.atomic
def reimburse(
    *,
    subject: str,
    amount: Money,
    source: str = Kind.GOODWILL,
    reason: str,
    idem: str,
    by: Person | None,
    at: datetime,
) -> FundsHold:
    """Give back a part of what was taken, or all of it. Same `idem`: given back once.

    `source`: `goodwill`: the brand gives it. `disputed`: the payee is at fault: her share comes out of
    what is frozen, the commission's out of the commission, and what is missing the brand gives.
    `credit`: the payer's own credit gives it.

    A provider that is down does not stop it: the step is owed.

    :raises Refused: `nothing_held`, `too_much`. :raises Invalid: `bad_amount`, `idempotency_mismatch`.
    """
    held = checks.locked(subject)
    if checks.given_back_before(
        subject, amount=amount, idem=idem, kind=Journal.Kind.REIMBURSEMENT
    ):
        return held
    checks.within(amount, held.reimbursable)
    outgoing.step(held, ProviderStep.Kind.REFUND, key=idem, amount=amount, at=at)
    legs = [(posting.source(held), amount.amount), *_givers(held, amount, source)]
    posting.post(
        Journal.Kind.REIMBURSEMENT, subject=subject, idem=idem, legs=legs, memo=reason[:60], by=by, at=at
    )  # fmt: skip
    held.reimbursed_amount += amount.amount
    held.save(update_fields=["reimbursed_amount"])
    happened = FundsRefunded(
        hold=str(held.pk),
        subject=subject,
        amount=amount.amount,
        currency=held.currency,
        reason=reason,
    )
    announce(happened, by=by, at=at)
    return held


@transaction.atomic
def credit(
    *,
    subject: str,
    person: Person,
    amount: Money,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Journal:
    """The brand gives this to the person; it is taken off what she pays next. Once a subject.

    :raises Invalid: `bad_amount`.
    """
    checks.within(amount, amount)
    idem = f"{subject}:make_good"
    hers = posting.account(Kind.CREDIT, owner=person, currency=amount.currency)
    # Two at once: one waits here, and then finds the other's.
    Account.objects.select_for_update().get(pk=hers.pk)
    if before := Journal.objects.filter(idem=idem).first():
        return before
    legs = [
        (posting.account(Kind.GOODWILL, currency=amount.currency), -amount.amount),
        (hers, amount.amount),
    ]
    return posting.post(
        Journal.Kind.MAKE_GOOD, subject=subject, idem=idem, legs=legs, memo=reason[:60], by=by, at=at
    )  # fmt: skip


@transaction.atomic
def reward(
    *,
    subject: str,
    payee: Person,
    amount: Money,
    idem: str,
    by: Person | None,
    at: datetime,
) -> Journal:
    """The brand gives something on top to who worked; it goes with the next payout. Once an `idem`."""
    checks.within(amount, amount)
    if before := Journal.objects.filter(idem=idem).first():
        return before
    legs = [
        (posting.account(Kind.GOODWILL, currency=amount.currency), -amount.amount),
        (_payable(payee, amount), amount.amount),
    ]
    return posting.post(
        Journal.Kind.MAKE_GOOD, subject=subject, idem=idem, legs=legs, by=by, at=at
    )


def _posted(idem: str) -> bool:
    return Journal.objects.filter(idem=idem).exists()


def _givers(held: FundsHold, amount: Money, source: str) -> list[posting.Leg]:
    """Whose money goes back."""
    if source == Kind.CREDIT:
        mine = posting.account(Kind.CREDIT, owner=held.payer, currency=held.currency)
        return [(mine, -amount.amount)]
    legs: list[posting.Leg] = []
    missing = amount.amount
    if source == Kind.DISPUTED and held.payee:
        share, cut = _shares(held, amount)
        legs = [(_disputed(held), -share), (posting.commission(held), -cut)]
        missing -= share + cut
    return [*legs, (posting.account(Kind.GOODWILL, currency=held.currency), -missing)]


def _shares(held: FundsHold, amount: Money) -> tuple[int, int]:
    """The commission's share, rounded half up, and the payee's, as far as it is frozen."""
    cut = (2 * amount.amount * held.commission_amount + held.captured_amount) // (
        2 * held.captured_amount
    )
    waits = _disputed(held) if held.payee else None
    frozen = Account.objects.select_for_update().get(pk=waits.pk).balance if waits else 0
    return min(amount.amount - cut, frozen), cut


def _payable(payee: Person, amount: Money) -> Account:
    return posting.account(Kind.PAYABLE, owner=payee, currency=amount.currency)


def _transit(subject: str, payee: Person, amount: Money) -> Account:
    return posting.account(
        Kind.TRANSIT, owner=payee, subject=subject, currency=amount.currency
    )


def _bank(payee: Person, amount: Money) -> Account:
    return posting.account(Kind.BANK, owner=payee, currency=amount.currency)


def _disputed(held: FundsHold) -> Account:
    return posting.account(
        Kind.DISPUTED, owner=held.payee, subject=held.subject, currency=held.currency
    )
