"""Stripe's disputes at the network edge: what its messages say is only a reason to ask."""

import pytest

from kundenkreis.core.money import Money
from kundenkreis.ledger import actions
from kundenkreis.ledger.models import Payment
from kundenkreis.ledger.providers.stripe.provider import Stripe
from kundenkreis.ledger.socket import ContestState, ProviderDown
from kundenkreis.ledger.tests.test_stripe import begun, fake, post, sign_off
from kundenkreis.notifications.models import EventRow

__all__ = ["begun", "fake"]
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def paid(begun, fake, vreni, jonas, at):
    fake.pay(begun.ref)
    actions.follow_payment(begun, by=None, at=at)
    sign_off(vreni, jonas, at)
    return Payment.objects.get()


@pytest.mark.flow
def test_a_contest_is_heard_once_and_asked_for(paid, fake, at):
    row = fake.contest(paid.ref)
    body, headers = fake.told(row, "created", event="evt_1")
    assert [post(body, headers).status_code for _twice in range(2)] == [204, 204]
    assert EventRow.objects.filter(name="payment_contested").count() == 1
    (found,) = Stripe().contests(paid.ref, at=at)
    assert (found.ref, found.state, found.amount) == (row["id"], ContestState.OPEN, Money(4900, "CHF"))  # fmt: skip
    assert (found.answer_by is not None, found.fee) == (True, 2000)
    Stripe().defend(row["id"], key="k", text="It was done.", at=at)
    Stripe().defend(row["id"], key="k", text="It was done.", at=at)
    assert fake.disputes[row["id"]]["evidence"]["uncategorized_text"] == "It was done."
    assert Stripe().contests(paid.ref, at=at)[0].state == ContestState.OPEN, "under review"
    fake.disputes[row["id"]]["balance_transactions"].append(fake.taken(4900, fee=-2000))
    assert Stripe().contests(paid.ref, at=at)[0].fee == 0, "given back with the money"
    for status in ("won", "lost"):
        fake.disputes[row["id"]]["status"] = status
        assert Stripe().contests(paid.ref, at=at)[0].state == status


@pytest.mark.flow
def test_an_inquiry_takes_no_money(paid, fake, at):
    fake.contest(paid.ref, "warning_needs_response")
    assert Stripe().contests(paid.ref, at=at) == []


@pytest.mark.flow
def test_a_contest_of_somebody_elses_charge_and_a_forged_one_are_none(paid, fake):
    row = {**fake.contest(paid.ref), "payment_intent": "pi_of_another_shop"}
    assert post(*fake.told(row, "created")).status_code == 204
    body, headers = fake.told(row, "closed")
    assert post(body + b" ", headers).status_code == 400
    assert not EventRow.objects.filter(name="payment_contested").exists()


@pytest.mark.flow
def test_while_stripe_is_down_nothing_is_known(paid, fake, at):
    fake.contest(paid.ref)
    fake.status = 500
    with pytest.raises(ProviderDown):
        Stripe().contests(paid.ref, at=at)
