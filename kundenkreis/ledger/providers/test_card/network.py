"""The card network of our own: it remembers each step by its key, and gives no more than the charge."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum

from kundenkreis.core.money import Money
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.socket import DifferentStep

Kind = TestCardStep.Kind


def step(kind: Kind, *, ref: str, key: str, amount: Money, at: datetime) -> TestCardStep:
    """The step with this key, made now or found from an earlier try.

    :raises DifferentStep: the key was used for something else.
    """
    asked = TestCardStep(
        key=key, kind=kind, ref=ref, amount=amount.amount, currency=amount.currency, at=at
    )
    TestCardStep.objects.bulk_create([asked], ignore_conflicts=True)
    made = TestCardStep.objects.get(key=key)
    if (made.kind, Money(made.amount, made.currency)) != (kind, amount):
        raise DifferentStep(key)
    return made


def charged(ref: str) -> Money:
    """What was set aside under this name in the beginning."""
    charge = TestCardStep.objects.get(ref=ref, kind=Kind.HOLD)
    return Money(charge.amount, charge.currency)


@transaction.atomic
def take(kind: Kind, *, ref: str, key: str, amount: Money, at: datetime) -> None:
    """Capture or refund a part of a charge. What a capture leaves is released; then only what it took goes back.

    :raises DifferentStep: more than the charge, or more back than was taken.
    """
    charge = TestCardStep.objects.select_for_update().get(ref=ref, kind=Kind.HOLD)
    step(kind, ref=ref, key=key, amount=amount, at=at)
    steps = TestCardStep.objects.filter(ref=ref)
    capture = steps.filter(kind=Kind.CAPTURE).order_by("id").first()
    back = steps.filter(kind=Kind.REFUND)
    before = back.filter(id__lt=capture.pk) if capture else back
    taken = capture.amount if capture else 0
    if _sum(before) + taken > charge.amount:
        raise DifferentStep(f"{key}: more than the charge")
    if capture and _sum(back.filter(id__gt=capture.pk)) > taken:
        raise DifferentStep(f"{key}: more than was taken")


def _sum(steps: QuerySet[TestCardStep]) -> int:
    return steps.aggregate(sum=Sum("amount"))["sum"] or 0
