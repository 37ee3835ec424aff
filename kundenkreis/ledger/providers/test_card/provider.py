"""A card that costs nothing: for demos, tests and trying things out.

Numbers ending in 0002 are declined, as with the test cards of the real networks. All steps are
remembered by their key, so a retry finds what was done.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.socket import DifferentStep, Provider
from kundenkreis.people.models import Person

DECLINED = "0002"
Kind = TestCardStep.Kind


class TestCard(Provider):
    __test__ = False  # the name starts with "Test", and pytest would collect it

    def hold(
        self, *, key: str, amount: Money, payer: Person | None, means: str, at: datetime
    ) -> str:
        if "".join(filter(str.isdigit, means)).endswith(DECLINED):
            raise Refused(
                "payment_declined",
                _("The card was declined. Nothing was charged. Please use another card."),
            )
        return _step(Kind.HOLD, ref=_name("charge"), key=key, amount=amount, at=at).ref

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        _take(Kind.CAPTURE, ref=ref, key=key, amount=amount, at=at)

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        _take(Kind.REFUND, ref=ref, key=key, amount=amount, at=at)

    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        return _step(Kind.PAY_OUT, ref=_name("transfer"), key=key, amount=amount, at=at).ref


def _name(what: str) -> str:
    return f"{what}-{uuid.uuid4().hex}"


def _step(kind: Kind, *, ref: str, key: str, amount: Money, at: datetime) -> TestCardStep:
    step, _fresh = TestCardStep.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "ref": ref,
            "amount": amount.amount,
            "currency": amount.currency,
            "at": at,
        },
    )
    if (step.kind, Money(step.amount, step.currency)) != (kind, amount):
        raise DifferentStep(key)
    return step


@transaction.atomic
def _take(kind: Kind, *, ref: str, key: str, amount: Money, at: datetime) -> None:
    charge = TestCardStep.objects.select_for_update().get(ref=ref, kind=Kind.HOLD)
    _step(kind, ref=ref, key=key, amount=amount, at=at)
    taken = TestCardStep.objects.filter(ref=ref).exclude(kind=Kind.HOLD)
    if (taken.aggregate(sum=Sum("amount"))["sum"] or 0) > charge.amount:
        raise DifferentStep(f"{key}: more than the charge")
