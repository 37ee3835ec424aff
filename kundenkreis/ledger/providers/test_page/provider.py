"""The plug of the test payment service: as a hosted checkout of a real one, but nothing is charged."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.core.money import Money
from kundenkreis.ledger import signing
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.providers.test_page.models import TestCheckout
from kundenkreis.ledger.socket import (
    Charge,
    ChargeState,
    Checkout,
    Contest,
    DifferentStep,
    Forged,
    Hint,
)
from kundenkreis.people.models import Person


class TestPage(TestCard):
    """Captures and refunds are the test card's; only the way in differs."""

    __test__ = False

    hosted = True
    title = gettext_lazy("Test payment page")
    hint = gettext_lazy(
        "For trying out: you choose how the payment ends. Nothing is charged."
    )

    def begin(
        self,
        *,
        key: str,
        amount: Money,
        payer: Person | None,
        means: str,
        back: str,
        until: datetime,
        at: datetime,
    ) -> Checkout:
        page, _fresh = TestCheckout.objects.get_or_create(
            key=key,
            defaults={
                "amount": amount.amount,
                "currency": amount.currency,
                "back": back,
                "until": until,
                "begun_at": at,
            },
        )
        if page.money != amount:
            raise DifferentStep(key)
        return Checkout(page.ref, reverse("test-payment", args=[page.ref]))

    def look(self, ref: str, *, at: datetime) -> Charge:
        page = TestCheckout.objects.get(ref=ref)
        known = page.known_from is not None and page.known_from <= at
        state = ChargeState.AWAITED
        if known:
            state = ChargeState.HELD if page.is_paid else ChargeState.FAILED
        elif page.closed_at and not page.choice:
            state = ChargeState.FAILED
        return Charge(state, page.money)

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        page = TestCheckout.objects.select_for_update().get(ref=ref)
        if TestCardStep.objects.filter(ref=ref, kind=TestCardStep.Kind.HOLD).exists():
            super().refund(ref, key=key, amount=amount, at=at)
        elif not page.closed_at:
            page.closed_at = at
            page.save(update_fields=["closed_at"])

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        super().capture(ref, key=key, amount=amount, at=at)
        service.contest_later(ref, at=at)

    def contests(self, ref: str, *, at: datetime) -> list[Contest]:
        return service.contests(ref, at=at)

    def defend(self, contest: str, *, key: str, text: str, at: datetime) -> None:
        service.defend(contest, text=text, at=at)

    def listen(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Hint:
        signing.verify(body, headers.get("Test-Signature", ""), service.secret(), at=at)
        try:
            told = json.loads(body)
            about = told["payment"]
            amount = Money(int(about["amount"]), str(about["currency"]))
            contested = str(told["type"]).startswith("payment.contest")
            return Hint(str(told["id"])[:120], str(about["id"])[:120], amount, contested)
        except (ValueError, KeyError, TypeError):
            raise Forged("unreadable", _("This message cannot be understood.")) from None
