"""What is due, what may be paid now, where a subject's money is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.ledger.models import Account, Entry, FundsHold, Journal
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.payouts.models import (
    Payout,
    PayoutAccount,
    PayoutBatch,
    PayoutLine,
    PayoutRules,
)
from kundenkreis.people.models import Person

MOVES = (Journal.Kind.PAYOUT,)


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed to a person, and why it cannot be paid yet (empty: it can)."""

    person: Person
    money: Money
    account: PayoutAccount | None
    # The account's number in part, or the provider where hers is; empty: none is known.
    where: str
    obstacle: str


def rules() -> PayoutRules:
    """The brand's rules, or the defaults."""
    return PayoutRules.objects.first() or PayoutRules()


def account_of(person: Person) -> PayoutAccount | None:
    """Where the person's money goes now or soon."""
    return PayoutAccount.objects.filter(person=person, replaced_at=None).first()


def place_of(
    person: Person, account: PayoutAccount | None, *, at: datetime
) -> tuple[str, bool]:
    """Who pays her here, and whether it knows where to: a usable IBAN, or her account there."""
    provider = rules().provider
    if PROVIDERS[provider].own_accounts:
        return provider, person.pk in PROVIDERS[provider].payable([person])
    return provider, account is not None and account.is_usable(at)


def unpaid_entries(person: Person, currency: str) -> QuerySet[Entry]:
    """Every movement of what is due to the person that no payout covers; they sum to the balance.

    A reservation is not one of them: the payout that made it covers what stood before.
    """
    covered = PayoutLine.objects.filter(entry=OuterRef("pk"))
    rows = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE, currency=currency
    )
    return rows.filter(~Exists(covered)).exclude(journal__kind__in=MOVES).order_by("id")


def dues(*, at: datetime) -> list[Due]:
    """Everyone to whom something is due here, the largest first; three statements.

    A brand that pays through a provider where everyone has an account needs no IBAN of anybody.
    """
    owed = Account.objects.filter(kind=Account.Kind.PAYABLE, balance__gt=0)
    rows = list(owed.select_related("owner").order_by("-balance", "id"))
    people = [row.owner for row in rows if row.owner]
    holds = rules()
    if PROVIDERS[holds.provider].own_accounts:
        return _there(rows, people, holds)
    known = PayoutAccount.objects.filter(replaced_at=None, person__in=people)
    accounts = {account.person_id: account for account in known}
    found = []
    for row in rows:
        assert row.owner is not None, "what is due has an owner"
        account = accounts.get(row.owner.pk)
        found.append(
            Due(
                row.owner, Money(row.balance, row.currency), account, account.masked if account else "",
                obstacle(row.balance, account, holds.minimum, at=at),
            )
        )  # fmt: skip
    return found


def _there(
    rows: Sequence[Account], people: Sequence[Person], holds: PayoutRules
) -> list[Due]:
    ready, name = PROVIDERS[holds.provider].payable(people), holds.provider.title()
    found = []
    for row in rows:
        assert row.owner is not None, "what is due has an owner"
        there = row.owner.pk in ready
        small = row.balance < holds.minimum
        why = _("Less than the smallest payout.") if small else ""
        if not there:
            why = _("The account at {name} is not ready yet.").format(name=name)
        money = Money(row.balance, row.currency)
        found.append(Due(row.owner, money, None, name if there else "", why))
    return found


def obstacle(
    amount: int, account: PayoutAccount | None, minimum: int, *, at: datetime
) -> str:
    """Why this is not paid out to an IBAN now, in words; empty when it can be."""
    if account is None:
        return _("No bank account is known yet.")
    if not account.is_usable(at):
        return _("The bank account was changed less than 72 hours ago.")
    if amount < minimum:
        return _("Less than the smallest payout.")
    return ""


def batch(pk: UUID) -> PayoutBatch:
    """:raises NotFound: there is no such batch here."""
    found = PayoutBatch.objects.select_related("made_by", "released_by").filter(pk=pk)
    row = found.first()
    if not row:
        raise NotFound("not_found", _("There is no such batch."))
    return row


def payout(pk: UUID) -> Payout:
    """:raises NotFound: there is no such payout here."""
    row = Payout.objects.with_names().filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such payout."))
    return row


def payouts_of(subject: str) -> list[Payout]:
    """The payouts that carry, or carried, what was earned with this subject."""
    lines = PayoutLine.objects.filter(entry__journal__subject=subject)
    return list(Payout.objects.filter(pk__in=lines.values("payout")))


def money_states(subjects: Iterable[str]) -> dict[str, str]:
    """Where each subject's earned money is: held, disputed, captured, payable, in_payout, paid_out, refunded.

    `captured` means taken but not due to anyone yet; subjects without money are left out.
    """
    subjects = list(subjects)
    states = {}
    for held in FundsHold.objects.filter(subject__in=subjects):
        if not held.captured_at:
            states[held.subject] = "held" if held.open else "refunded"
        else:
            states[held.subject] = "captured"
    frozen = Account.objects.filter(
        kind=Account.Kind.DISPUTED, subject__in=subjects, balance__gt=0
    )
    due = (
        Entry.objects.filter(
            account__kind=Account.Kind.PAYABLE, journal__subject__in=subjects
        )
        .values("journal__subject")
        .annotate(sum=Sum("amount"))
    )
    for row in due:
        if row["sum"]:
            states[row["journal__subject"]] = "payable"
    # A returned payout's lines are due again, so only those on the way or arrived say something.
    paid = PayoutLine.objects.filter(
        entry__journal__subject__in=subjects, entry__amount__gt=0
    ).exclude(payout__state__in=[Payout.State.RETURNED, Payout.State.WITHDRAWN])
    for subject, state in paid.values_list("entry__journal__subject", "payout__state"):
        states[subject] = "in_payout" if state == Payout.State.BATCHED else "paid_out"
    for account in frozen:
        states[account.subject] = "disputed"
    return states


def batch_for_file(pk: UUID) -> PayoutBatch:
    """:raises NotFound: there is no such batch here, or it is not released."""
    row = batch(pk)
    if row.released_at is None:
        raise NotFound("not_found", _("There is no such batch."))
    return row


def payouts_for_file(batch: PayoutBatch) -> list[Payout]:
    """What the bank has to send: of this batch, by file, and not taken out."""
    rows = batch.payouts.with_names().filter(provider="company")
    return list(rows.exclude(state=Payout.State.WITHDRAWN))
