"""A card that costs nothing: for demos, tests and trying things out.

Numbers ending in 0002 are declined, as with the test cards of the real networks. All steps are
remembered by their key, so a retry finds what was done.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.providers.test_card import network
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.socket import Charge, ChargeState, Checkout, Provider
from kundenkreis.people.models import Person

DECLINED = "0002"
Kind = TestCardStep.Kind


class TestCard(Provider):
    __test__ = False  # the name starts with "Test", and pytest would collect it

    title = gettext_lazy("Test card")
    hint = gettext_lazy("For trying out: nothing is charged.")

    @property
    def ready(self) -> bool:
        """In a demo, or where the operator wants it: nobody pays a real bill with it."""
        return bool(settings.TEST_PAYMENTS)

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
        if "".join(filter(str.isdigit, means)).endswith(DECLINED):
            raise Refused(
                "payment_declined",
                _("The card was declined. Nothing was charged. Please use another card."),
            )
        name = f"charge-{uuid.uuid4().hex}"
        return Checkout(
            network.step(Kind.HOLD, ref=name, key=key, amount=amount, at=at).ref
        )

    def look(self, ref: str, *, at: datetime) -> Charge:
        return Charge(ChargeState.HELD, network.charged(ref))

    def capture(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        network.take(Kind.CAPTURE, ref=ref, key=key, amount=amount, at=at)

    def refund(self, ref: str, *, key: str, amount: Money, at: datetime) -> None:
        network.take(Kind.REFUND, ref=ref, key=key, amount=amount, at=at)

    def pay_out(self, *, key: str, amount: Money, payee: Person, at: datetime) -> str:
        name = f"transfer-{uuid.uuid4().hex}"
        return network.step(Kind.PAY_OUT, ref=name, key=key, amount=amount, at=at).ref
