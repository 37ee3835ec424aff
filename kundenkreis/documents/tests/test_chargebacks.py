"""What a bank took back for good is a correction of the receipt; what runs or was won back is none."""

from datetime import timedelta

import pytest
from django.utils import translation

from kundenkreis.chargebacks import actions as chargebacks
from kundenkreis.chargebacks.events import ChargebackEnded
from kundenkreis.documents import actions, queries, reactions, words
from kundenkreis.documents.models import IssuedDocument
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.socket import Contest, ContestState
from kundenkreis.ledger.tests.till import SUBJECT, chf
from kundenkreis.notifications.models import EventRow

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def held(alpenfon, vreni, jonas, at):
    """Vreni paid on a page, the work is signed off, and its papers are written."""
    payment = ledger.begin_payment(
        subject=SUBJECT, amount=chf(4900), payer=vreni, payee=jonas, provider="test_page", back="/", idem="one",
        pay_by=at + timedelta(minutes=30), by=vreni, at=at,
    )  # fmt: skip
    service.press(service.checkout(payment.ref), "paid", at=at)
    ledger.follow_payment(payment, by=None, at=at)
    ledger.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)
    actions.issue(SUBJECT, by=None, at=at)
    return FundsHold.objects.get()


def told(at):
    for row in EventRow.objects.filter(name="chargeback_ended"):
        for _twice in range(2):
            reactions.document_loss(ChargebackEnded(**row.payload), row=row)
    return list(IssuedDocument.objects.filter(kind="credit_note"))


@pytest.mark.flow
def test_lost_it_corrects_the_receipt_once(held, vreni, at):
    chargebacks.note(held, Contest("dp", ContestState.OPEN, chf(3000)), by=None, at=at)
    actions.issue(SUBJECT, by=None, at=at)
    assert told(at) == [], "not decided yet"
    chargebacks.note(held, Contest("dp", ContestState.LOST, chf(3000)), by=None, at=at)
    (paper,) = told(at)
    receipt = IssuedDocument.objects.get(kind="receipt")
    assert (paper.money, paper.person, paper.corrects) == (
        chf(3000),
        vreni,
        receipt.reference,
    )
    with translation.override("en"):
        said = words.remarks(paper, queries.lines_of(paper))
    assert said[-1] == "Your bank has taken this amount back."
    assert not IssuedDocument.objects.filter(kind="self_billing_correction").exists()


@pytest.mark.flow
def test_won_back_it_corrects_nothing(held, at):
    for state in (ContestState.OPEN, ContestState.WON):
        chargebacks.note(held, Contest("dp", state, chf(4900)), by=None, at=at)
    assert told(at) == []
