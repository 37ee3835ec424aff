"""What the pages of payouts show."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Sum

from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.payouts import queries
from kundenkreis.payouts.models import Payout, PayoutBatch
from kundenkreis.people.models import Person

LAST = 20
TONES = {"batched": "brand", "sent": "good", "confirmed": "good", "returned": "bad", "withdrawn": "neutral"}  # fmt: skip


def overview(*, at: datetime) -> dict[str, Any]:
    """What is due, what can be paid now, the last batches."""
    dues = queries.dues(at=at)
    batches = PayoutBatch.objects.select_related("made_by", "released_by", "brand")
    return {
        "dues": dues,
        "ready": [due for due in dues if not due.obstacle],
        "rules": queries.rules(),
        "batches": batches.annotate(
            people=Count("payouts"), amount=Sum("payouts__amount")
        ).order_by("-made_at")[:LAST],
    }


def batch_page(batch: PayoutBatch, person: Person) -> dict[str, Any]:
    """The batch with its payouts, and whether this person may release it."""
    payouts = list(batch.payouts.with_names().order_by("-amount", "id"))
    return {
        "batch": batch,
        "payouts": payouts,
        "tones": TONES,
        "may_release": batch.is_open
        and batch.made_by_id != person.pk
        and all(payout.person_id != person.pk for payout in payouts),
        "has_file": batch.released_at is not None
        and any(payout.provider == "company" for payout in payouts),
        "totals": _totals(payouts),
    }


def _totals(payouts: list[Payout]) -> list[Any]:
    sums: dict[str, Any] = {}
    for payout in payouts:
        money = payout.money
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money  # fmt: skip
    return list(sums.values())


def mine(person: Person, *, at: datetime) -> dict[str, Any]:
    """One's own payouts, what is due, and the bank account."""
    account = queries.account_of(person)
    owed = ledger.owed_to(person)
    provider, ready = queries.place_of(person, account, at=at)
    return {
        # Where she has an account of her own: its name, and whether it is ready.
        "elsewhere": provider.title() if PROVIDERS[provider].own_accounts else "",
        "ready": ready,
        "place": "/stripe-account/",
        "account": account,
        "waits": account is not None and not account.is_usable(at),
        "due": owed,
        "payouts": list(Payout.objects.of(person).with_names().newest_first()[:LAST]),
        "tones": TONES,
        "minimum": queries.rules().minimum,
    }
