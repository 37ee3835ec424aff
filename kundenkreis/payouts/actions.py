"""What can happen to payouts: an account is named, a batch made, released, sent; a transfer comes back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.ledger import checks, settled
from kundenkreis.ledger.models import Account
from kundenkreis.ledger.socket import NoAccount
from kundenkreis.payouts import iban as ibans
from kundenkreis.payouts import queries
from kundenkreis.payouts.events import (
    PayoutAccountSet,
    PayoutBatchMade,
    PayoutBatchReleased,
    PayoutConfirmed,
    PayoutReturned,
    PayoutSent,
    PayoutWithdrawn,
)
from kundenkreis.payouts.models import (
    Payout,
    PayoutAccount,
    PayoutBatch,
    PayoutLine,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import speaks_for

State = Payout.State


@transaction.atomic
def set_account(
    person: Person, *, holder: str, iban: str, by: Person, at: datetime
) -> PayoutAccount:
    """Where the person's money goes. A change counts after 72 hours, the first account at once.

    :raises Invalid: `bad_iban`, `empty`. :raises NotAllowed: somebody else's account.
    """
    if not speaks_for(by, person):
        raise NotAllowed("not_yours", _("Everyone names her own bank account."))
    holder, number = texts.tidy(holder)[:70], ibans.tidy(iban)
    if not holder:
        sentence = _("Please give the name of the account's holder.")
        raise Invalid("empty", sentence, {"holder": sentence})
    if not ibans.is_iban(number) or ibans.is_qr_iban(number):
        sentence = _("This is not a valid IBAN. Please compare it with your bank card.")
        raise Invalid("bad_iban", sentence, {"iban": sentence})
    # Two changes at once: one waits here.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    before = queries.account_of(person)
    if before and (before.iban, before.holder) == (number, holder):
        return before
    if before:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    account = PayoutAccount.objects.create(
        person=person, holder=holder, iban=number, set_at=at, set_by=by,
        usable_from=at + PayoutAccount.CAUTION if before else at,
    )  # fmt: skip
    announce(
        PayoutAccountSet(
            account=str(account.pk), person=str(person.pk), changed=bool(before)
        ),
        by=by,
        at=at,
    )
    return account


@transaction.atomic
def make_batch(*, by: Person, at: datetime) -> PayoutBatch:
    """Put together everything that is due and can be paid now.

    :raises Refused: `nothing_due`.
    """
    ready = [due for due in queries.dues(at=at) if not due.obstacle]
    batch = PayoutBatch.objects.create(made_at=at, made_by=by)
    made = [_batched(batch, due, by=by, at=at) for due in ready]
    if not any(made):
        raise Refused("nothing_due", _("Nothing can be paid out now."))
    announce(PayoutBatchMade(batch=str(batch.pk)), by=by, at=at)
    return batch


@transaction.atomic
def release(batch: PayoutBatch, *, by: Person, at: datetime) -> PayoutBatch:
    """The second pair of eyes agrees. Who made the batch, and who is paid by it, cannot.

    :raises Refused: `four_eyes`, `own_money`, `already_released`, `batch_withdrawn`.
    """
    batch = _open(batch)
    if batch.made_by_id == by.pk:
        raise Refused(
            "four_eyes",
            _("You made this batch. Somebody else must release it."),
        )
    if batch.payouts.filter(person=by).exists():
        raise Refused(
            "own_money",
            _("You are paid by this batch. Somebody else must release it."),
        )
    batch.released_at, batch.released_by = at, by
    batch.save(update_fields=["released_at", "released_by"])
    announce(PayoutBatchReleased(batch=str(batch.pk)), by=by, at=at)
    return batch


@transaction.atomic
def withdraw(batch: PayoutBatch, *, by: Person, at: datetime) -> PayoutBatch:
    """The batch is not sent; its money is due again.

    :raises Refused: `already_released`, `batch_withdrawn`.
    """
    batch = _open(batch)
    batch.withdrawn_at, batch.withdrawn_by = at, by
    batch.save(update_fields=["withdrawn_at", "withdrawn_by"])
    for payout in batch.payouts.filter(state=State.BATCHED):
        take_out(payout, reason=_("The batch was withdrawn."), by=by, at=at)
    return batch


@transaction.atomic
def take_out(payout: Payout, *, reason: str, by: Person | None, at: datetime) -> Payout:
    """One payout leaves its batch before it is sent. Doing it twice, or too late, changes nothing."""
    payout = _locked(payout)
    if payout.state != State.BATCHED:
        return payout
    settled.bring_back(
        subject=payout.subject, payee=payout.person, amount=payout.money, sent=False, reason="withdrawn", by=by, at=at
    )  # fmt: skip
    payout.state, payout.returned_at, payout.reason = State.WITHDRAWN, at, reason[:200]
    payout.save(update_fields=["state", "returned_at", "reason"])
    announce(PayoutWithdrawn(**_around(payout)), by=by, at=at)
    return payout


@transaction.atomic
def send(payout: Payout, *, by: Person | None = None, at: datetime) -> Payout:
    """The money leaves, once. Doing it again, by whoever and however often, changes nothing.

    A payout whose account was changed since its batch was made leaves it instead.
    """
    payout = _locked(payout)
    if payout.state != State.BATCHED or payout.batch.released_at is None:
        return payout
    if payout.account and not payout.account.is_usable(at):
        return take_out(payout, reason=_("The bank account was changed."), by=by, at=at)
    plug = checks.offered(payout.provider)
    try:
        payout.provider_ref = plug.pay_out(
            key=payout.subject, amount=payout.money, payee=payout.person, at=at
        )
    except NoAccount as refused:
        return take_out(payout, reason=refused.sentence, by=by, at=at)
    settled.transfer(
        subject=payout.subject, payee=payout.person, amount=payout.money, by=by, at=at
    )
    payout.state, payout.sent_at = State.SENT, at
    payout.save(update_fields=["state", "sent_at", "provider_ref"])
    announce(PayoutSent(**_around(payout)), by=by, at=at)
    return payout


@transaction.atomic
def confirm(payout: Payout, *, by: Person | None, at: datetime) -> Payout:
    """The bank says that the money arrived.

    :raises Refused: `wrong_state`.
    """
    payout = _locked(payout)
    if payout.state == State.CONFIRMED:
        return payout
    _must_be(payout, State.SENT)
    payout.state, payout.confirmed_at = State.CONFIRMED, at
    payout.save(update_fields=["state", "confirmed_at"])
    announce(PayoutConfirmed(**_around(payout)), by=by, at=at)
    return payout


@transaction.atomic
def take_back(payout: Payout, *, reason: str, by: Person | None, at: datetime) -> Payout:
    """The bank sent the money back: it is due again, and goes with the next batch.

    :raises Refused: `wrong_state`.
    """
    payout = _locked(payout)
    if payout.state == State.RETURNED:
        return payout
    _must_be(payout, State.SENT, State.CONFIRMED)
    settled.bring_back(
        subject=payout.subject, payee=payout.person, amount=payout.money, sent=True, reason="bank_returned", by=by, at=at
    )  # fmt: skip
    payout.state, payout.returned_at = State.RETURNED, at
    payout.reason = texts.tidy(reason)[:200]
    payout.save(update_fields=["state", "returned_at", "reason"])
    announce(PayoutReturned(**_around(payout)), by=by, at=at)
    return payout


def _batched(
    batch: PayoutBatch, due: queries.Due, *, by: Person, at: datetime
) -> Payout | None:
    """The payout of one person; None when somebody else batched her money meanwhile."""
    account = Account.objects.select_for_update().get(
        kind=Account.Kind.PAYABLE, owner=due.person, currency=due.money.currency
    )
    entries = list(queries.unpaid_entries(due.person, account.currency))
    amount = Money(sum(entry.amount for entry in entries), account.currency)
    if amount.amount != account.balance or amount.amount < queries.rules().minimum:
        return None
    payout = Payout.objects.create(
        batch=batch, person=due.person, account=due.account, usable_from=due.account.usable_from if due.account else at,
        amount=amount.amount, currency=amount.currency, provider=queries.rules().provider, made_at=at,
    )  # fmt: skip
    PayoutLine.objects.bulk_create(
        PayoutLine(payout=payout, entry=entry) for entry in entries
    )
    settled.reserve(subject=payout.subject, payee=due.person, amount=amount, by=by, at=at)
    return payout


def _open(batch: PayoutBatch) -> PayoutBatch:
    batch = PayoutBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.released_at:
        raise Refused("already_released", _("This batch was released already."))
    if batch.withdrawn_at:
        raise Refused("batch_withdrawn", _("This batch was withdrawn."))
    return batch


def _locked(payout: Payout) -> Payout:
    rows = Payout.objects.select_related("batch", "person", "account")
    return rows.select_for_update(of=("self",)).get(pk=payout.pk)


def _must_be(payout: Payout, *states: str) -> None:
    if payout.state not in states:
        raise Refused(
            "wrong_state",
            _("This is not possible now. The payout is: {state}.").format(
                state=State(payout.state).label
            ),
        )


def _around(payout: Payout) -> dict[str, str]:
    return {"payout": str(payout.pk), "person": str(payout.person_id)}
