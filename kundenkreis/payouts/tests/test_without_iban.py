"""A brand that pays through Stripe needs no IBAN of anybody, and one that pays by file no account at Stripe."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.ledger.tests.stripe_fake import SECRET, running
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, on
from kundenkreis.payouts import actions, queries
from kundenkreis.payouts.models import PayoutAccount, PayoutRules
from kundenkreis.payouts.tests.wages import account, batch, earn

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def fake(settings, at):
    with running() as stripe, time_machine.travel(at, tick=True):
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
        settings.STRIPE_API_BASE, settings.STRIPE_TIMEOUT = stripe.base, 2
        yield stripe


@pytest.fixture
def by_stripe(alpenfon, fake):
    """The brand takes money by Stripe alone, and pays out by Stripe alone."""
    alpenfon.payment_methods = ["stripe"]
    alpenfon.save()
    PayoutRules.objects.create(provider="stripe")


def paid_on_the_page(fake, vreni, jonas, at):
    begun = ledger.begin_payment(
        subject=SUBJECT, amount=chf(4900), payer=vreni, payee=jonas, provider="stripe", back="http://localhost/",
        pay_by=at + timedelta(minutes=30), idem="one", by=vreni, at=at,
    )  # fmt: skip
    fake.pay(begun.ref)
    ledger.follow_payment(begun, by=None, at=at)
    ledger.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)


def connected(fake, person, at, *, ready=True):
    ledger.connect(person, country="CH", back="http://localhost/", by=person, at=at)
    mine = StripeAccount.objects.get(person=person)
    fake.accounts[mine.account]["payouts_enabled"] = ready
    ledger.check_connection(person, by=person, at=at)
    return mine.account


@pytest.mark.flow
def test_from_the_customers_card_to_the_helper_without_any_iban(
    by_stripe, fake, vreni, jonas, mira, reto, at
):
    paid_on_the_page(fake, vreni, jonas, at)
    with translation.override("en"):
        (waits,) = queries.dues(at=at)
    assert (waits.where, waits.obstacle) == ("", "The account at Stripe is not ready yet.")
    with pytest.raises(Refused, match="nothing_due"):
        actions.make_batch(by=mira, at=at)
    there = connected(fake, jonas, at)
    payout = batch(mira, reto, at).payouts.get()
    assert (payout.account, payout.where) == (None, "Stripe")
    for _twice in range(2):
        payout = actions.send(payout, at=at)
    assert (payout.state, due(jonas), on("bank")) == ("sent", 0, 4165)
    assert [(row["amount"], row["destination"]) for row in fake.transfers] == [
        (4165, there)
    ]
    assert not PayoutAccount.objects.exists()


@pytest.mark.flow
def test_an_account_there_that_is_closed_meanwhile_leaves_the_batch(
    by_stripe, fake, vreni, jonas, mira, reto, at
):
    paid_on_the_page(fake, vreni, jonas, at)
    connected(fake, jonas, at)
    made = batch(mira, reto, at).payouts.get()
    StripeAccount.objects.update(ready_at=None)
    assert (actions.send(made, at=at).state, due(jonas), fake.transfers) == (
        "withdrawn",
        4165,
        [],
    )


@pytest.mark.flow
def test_by_file_an_account_at_stripe_is_not_enough(fake, vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    connected(fake, jonas, at)
    with translation.override("en"):
        (waits,) = queries.dues(at=at)
    assert waits.obstacle == "No bank account is known yet."
    account(jonas, at)
    assert (
        actions.send(batch(mira, reto, at).payouts.get(), at=at).where == "CH93 •••• 2957"
    )
    assert fake.transfers == []


@pytest.mark.slow
def test_her_pages_ask_for_what_is_needed(by_stripe, fake, vreni, jonas, mira, at):
    paid_on_the_page(fake, vreni, jonas, at)
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(jonas)
    assert "Open my account at Stripe" in client.get("/my-payouts/").text
    assert 'name="iban"' not in client.get("/payout-account/").text
    answer = client.get("/api/v1/me/payout-account").json()
    assert answer == {"account": None, "provider": "stripe", "ready": False}
    connected(fake, jonas, at)
    assert "Your account at Stripe is ready" in client.get("/my-payouts/").text
    assert client.get("/api/v1/me/payout-account").json()["ready"]
    client.force_login(mira)
    shown = client.get("/payouts/").text
    assert "Stripe" in shown
    assert "Can be paid now" in shown
