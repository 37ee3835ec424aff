"""Reading the books: one subject's story, what is owed, what the brand paid, whether all sums to zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.statements import asked
from kundenkreis.ledger.models import Account, Entry, FundsHold, Journal, Payment
from kundenkreis.ledger.socket import Forged
from kundenkreis.ledger.words import Party, StatementLine
from kundenkreis.people.models import Person


@dataclass(frozen=True, slots=True)
class MoneyEntry:
    """One leg for the API's `money[]`: `account` is its kind, `kind` the journal's."""

    at: datetime
    kind: str
    account: str
    money: Money

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at.isoformat(),
            "kind": self.kind,
            "account": self.account,
            **self.money.as_json(),
        }


@dataclass(frozen=True, slots=True)
class KindTotal:
    """The sum over all accounts of one kind in one currency, and how many there are."""

    kind: str
    money: Money
    accounts: int


def statement(subject: str) -> list[StatementLine]:
    """The money of a subject and its parts, line by line, oldest first.

    A line goes from one account to another; a journal over three accounts is two lines.
    Each says in words what happened: `line.words(viewer)`.
    """
    by_journal: dict[int, list[Entry]] = {}
    for entry in _legs(subject, f"{subject}:"):
        by_journal.setdefault(entry.journal_id, []).append(entry)
    return [line for entries in by_journal.values() for line in _lines(entries)]


@asked
def _legs(subject: str, parts: str) -> QuerySet[Entry]:
    its = Q(subject=subject) | Q(subject__startswith=parts)
    rows = Entry.objects.filter(journal__in=Journal.objects.filter(its).order_by())
    return rows.select_related("account__owner", "journal__brand", "journal__by").order_by("journal_id", "id")  # fmt: skip


def _lines(entries: Sequence[Entry]) -> list[StatementLine]:
    """One source and many targets, or many sources and one target: a line each."""
    journal = entries[0].journal
    ordered = sorted(entries, key=lambda each: ORDER.index(each.account.kind))
    sources = [entry for entry in ordered if entry.amount < 0]
    targets = [entry for entry in ordered if entry.amount > 0]
    total = sum(entry.amount for entry in targets)
    pairs = [(source, target) for source in sources for target in targets]
    return [
        StatementLine(
            at=journal.at,
            kind=journal.kind,
            memo=journal.memo,
            part="".join(journal.subject.split(":")[2:3]),
            money=min(-source.money, target.money),
            total=total,
            kept=total - _given_back(entries),
            source=_party(source),
            target=_party(target),
            by=journal.by,
        )
        for source, target in pairs
    ]


# How a reader expects the legs of one journal: who worked, the commission, what goes back.
ORDER = [
    "hold", "payable", "disputed", "transit", "bank", "commission", "funding", "receivable", "company", "credit", "goodwill",
    "contested", "fees", "points", "issued",
]  # fmt: skip
# Movements that change what is due, but not what was earned.
NOT_EARNED = (Journal.Kind.PAYOUT, Journal.Kind.RETURN)


def _given_back(entries: Iterable[Entry]) -> int:
    return sum(
        entry.amount
        for entry in entries
        if entry.amount > 0 and entry.account.kind in {"funding", "receivable", "company"}
    )


def _party(entry: Entry) -> Party:
    return Party(entry.account.kind, entry.account.owner, entry.journal.brand.name)


def entries(subject: str) -> list[MoneyEntry]:
    """Every leg of the subject and its parts, oldest first; their amounts sum to zero."""
    legs = Entry.objects.filter(journal__in=Journal.objects.of(subject)).select_related(
        "journal", "account"
    )
    return [
        MoneyEntry(leg.journal.at, leg.journal.kind, leg.account.kind, leg.money)
        for leg in legs.order_by("journal_id", "id")
    ]


def balance(account: Account) -> Money:
    """What lies on an account: kept for holds and dues, summed for the others."""
    account.refresh_from_db()
    if not account.may_overdraw:
        return Money(account.balance, account.currency)
    total = account.entries.aggregate(sum=Sum("amount"))["sum"]
    return Money(total or 0, account.currency)


def trial_balance() -> list[KindTotal]:
    """All accounts of the brand we are inside, by kind and currency; each currency sums to zero."""
    rows = (
        Entry.objects.values("account__kind", "currency")
        .annotate(sum=Sum("amount"), accounts=Count("account", distinct=True))
        .order_by("currency", "account__kind")
    )
    return [
        KindTotal(row["account__kind"], Money(row["sum"], row["currency"]), row["accounts"])
        for row in rows
    ]


def earnings(
    person: Person, *, since: datetime | None = None, until: datetime | None = None
) -> list[Money]:
    """What the person earned here after commission, one sum a currency; from `since`, before `until`."""
    earned = Entry.objects.filter(
        account__owner=person, account__kind=Account.Kind.PAYABLE
    ).exclude(journal__kind__in=NOT_EARNED)
    if since:
        earned = earned.filter(journal__at__gte=since)
    if until:
        earned = earned.filter(journal__at__lt=until)
    sums = earned.values("currency").annotate(sum=Sum("amount")).order_by("currency")
    return [Money(row["sum"], row["currency"]) for row in sums]


def owed_to(person: Person) -> list[Money]:
    """What is due to the person and not paid out yet, one sum a currency."""
    dues = Account.objects.filter(owner=person, kind=Account.Kind.PAYABLE, balance__gt=0)
    return [Money(due.balance, due.currency) for due in dues.order_by("currency")]


def paid_out(person: Person) -> list[Money]:
    """What left for the person's bank and did not come back, one sum a currency."""
    gone = Entry.objects.filter(account__owner=person, account__kind=Account.Kind.BANK)
    sums = gone.values("currency").annotate(sum=Sum("amount")).order_by("currency")
    return [Money(row["sum"], row["currency"]) for row in sums if row["sum"]]


def cost_to_company(subjects: Iterable[str]) -> dict[str, Money]:
    """What the brand paid from its own purse for each subject, less what came back to it.

    Subjects that cost nothing are left out. Parts count under their own names.
    """
    paid = (
        Entry.objects.filter(
            account__kind__in=(
                Account.Kind.COMPANY,
                Account.Kind.GOODWILL,
                Account.Kind.CONTESTED,
            ),
            journal__subject__in=list(subjects),
        )
        .values("journal__subject", "currency")
        .annotate(sum=Sum("amount"))
    )
    return {
        row["journal__subject"]: Money(-row["sum"], row["currency"])
        for row in paid
        if row["sum"]
    }


def brand_of_charge(provider: str, ref: str) -> int:
    """The brand whose payment this charge is: a provider's message comes to one address for all.

    :raises Forged: `unknown_charge`.
    """
    found = Payment.across_brands.filter(provider=provider, ref=ref).first()
    if not found or not ref:
        raise Forged("unknown_charge", _("There is no such payment here."))
    return int(found.brand_id or 0)


@dataclass(frozen=True, slots=True)
class PaymentState:
    """How a subject is paid: the way, where it stands, and where to pay while that is awaited.

    `state`: `awaited`, `held`, `failed`, `expired`, `withdrawn`, `captured`, `refunded`; empty: free.
    """

    method: str = ""
    state: str = ""
    url: str = ""
    pay_by: datetime | None = None


@asked
def _hold(subject: str) -> QuerySet[FundsHold]:
    return FundsHold.objects.filter(subject=subject).order_by("pk")[:1]


def hold_of(subject: str) -> FundsHold | None:
    """The money that was set aside for this very subject, if any was: the first hold."""
    return _hold.first(subject)


def payment_state(subject: str) -> PaymentState:
    """How the subject itself is paid, without its parts."""
    held = _hold.first(subject)
    if held:
        state = "captured" if held.captured_at else "held" if held.open else "refunded"
        return PaymentState(held.provider, state)
    last = Payment.objects.filter(subject=subject).order_by("-begun_at").first()
    if not last:
        return PaymentState()
    if last.is_open:
        return PaymentState(last.provider, "awaited", last.url, last.pay_by)
    return PaymentState(last.provider, last.end, "", last.pay_by)
