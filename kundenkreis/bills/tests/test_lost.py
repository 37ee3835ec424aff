"""What a card in the end did not pay is billed: its helper was paid all the same."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.bills import reactions
from kundenkreis.bills.models import Bill
from kundenkreis.ledger import actions
from kundenkreis.ledger.events import PaymentLost
from kundenkreis.ledger.tests.stripe_fake import SECRET, running
from kundenkreis.ledger.tests.till import SUBJECT, chf, due
from kundenkreis.notifications.models import EventRow

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.slow
def test_a_hold_that_is_gone_becomes_a_bill_once(vreni, jonas, at, settings):
    with running() as fake, time_machine.travel(at, tick=True):
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
        settings.STRIPE_API_BASE = fake.base
        begun = actions.begin_payment(
            subject=SUBJECT, amount=chf(4900), payer=vreni, payee=jonas, provider="stripe", back="http://localhost/",
            pay_by=at + timedelta(minutes=30), idem="one", by=vreni, at=at,
        )  # fmt: skip
        fake.pay(begun.ref)
        actions.follow_payment(begun, by=None, at=at)
        next(iter(fake.intents.values())).update(status="canceled", amount_capturable=0)
        actions.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)
    row = EventRow.objects.get(name="payment_lost")
    for _twice in range(2):
        reactions.bill_what_is_owed(PaymentLost(**row.payload), row=row)
    bill = Bill.objects.get()
    assert (bill.money, bill.customer, due(jonas)) == (chf(4900), vreni, 4165)
