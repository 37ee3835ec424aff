"""Stripe at its network edge: our provider and its SDK against a small Stripe of our own, in good and bad moods."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kundenkreis.core.refusal import NotAllowed, NotFound
from kundenkreis.ledger import actions, queries, schedule, settled
from kundenkreis.ledger.models import FundsHold, Payment, ProviderEvent, ProviderStep
from kundenkreis.ledger.personal_data import LedgerData
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.ledger.providers.stripe.provider import Stripe
from kundenkreis.ledger.socket import DifferentStep, Forged, NoAccount, ProviderDown
from kundenkreis.ledger.tests.stripe_fake import SECRET, running, signed
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, on
from kundenkreis.ledger.ways import ways_to_pay

pytestmark = pytest.mark.usefixtures("db")
URL = "/provider-messages/stripe/"


@pytest.fixture
def fake(settings, at):
    with running() as stripe, time_machine.travel(at, tick=True):
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
        settings.STRIPE_API_BASE, settings.STRIPE_TIMEOUT = stripe.base, 2
        yield stripe


@pytest.fixture
def begun(fake, vreni, jonas, at):
    return actions.begin_payment(
        subject=SUBJECT, amount=chf(4900), payer=vreni, payee=jonas, provider="stripe", back="http://localhost/back/",
        pay_by=at + timedelta(minutes=30), idem="one", by=vreni, at=at,
    )  # fmt: skip


def post(body, headers):
    client = Client(headers={"host": "alpenfon.localhost"})
    return client.post(URL, body, content_type="application/json", headers=headers)


def sign_off(vreni, jonas, at):
    return actions.capture(
        subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at
    )


def test_without_keys_it_is_offered_to_nobody(alpenfon, settings):
    alpenfon.payment_methods = ["stripe"]
    assert ways_to_pay(alpenfon) == []
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", "whsec_x"
    assert ways_to_pay(alpenfon) == ["stripe"]


@pytest.mark.flow
def test_from_the_page_to_the_helper_and_a_part_back(begun, fake, vreni, jonas, at):
    assert begun.url.startswith("https://checkout.stripe.example/cs_test_")
    fake.pay(begun.ref)
    assert post(*fake.message(begun.ref)).status_code == 204
    held = FundsHold.objects.get()
    assert (held.provider, held.provider_ref, held.open) == ("stripe", begun.ref, chf(4900))
    sign_off(vreni, jonas, at)
    intent = next(iter(fake.intents.values()))
    assert (intent["status"], intent["amount_received"]) == ("succeeded", 4900)
    settled.reimburse(
        subject=SUBJECT, amount=chf(900), reason="x", idem="r1", by=None, at=at
    )
    settled.reimburse(
        subject=SUBJECT, amount=chf(4000), reason="x", idem="r2", by=None, at=at
    )
    assert [row["amount"] for row in fake.refunds] == [900, 4000]
    assert (due(jonas), on("funding"), ProviderStep.objects.count()) == (4165, 0, 0)


@pytest.mark.slow
def test_messages_twice_late_in_any_order_and_forged_move_nothing_more(begun, fake):
    assert post(*fake.message(begun.ref)).status_code == 204, "told before it was paid"
    assert not FundsHold.objects.exists()
    fake.pay(begun.ref)
    told = fake.message(begun.ref, "completed")
    for _again in range(3):
        assert post(*told).status_code == 204
    assert post(*fake.message(begun.ref, "expired")).status_code == 204, "out of order"
    assert (FundsHold.objects.count(), ProviderEvent.objects.count()) == (1, 3)
    body, _headers = told
    for header in (
        "",
        "t=1,v1=00",
        signed(body, "whsec_other"),
        signed(body, at=1_000_000_000),
    ):
        assert post(body, {"Stripe-Signature": header}).status_code == 400
    assert post(body + b" ", {"Stripe-Signature": signed(body)}).status_code == 400
    unknown = fake.message(begun.ref, id="cs_test_of_somebody_else")
    assert post(*unknown).status_code == 400
    assert post(*fake.message(begun.ref, amount_total=1)).status_code == 400
    other = b'{"id": "evt_9", "object": "event", "type": "invoice.paid", "data": {"object": {"id": "in_1", "object": "invoice"}}}'
    assert post(other, {"Stripe-Signature": signed(other)}).status_code == 204
    assert FundsHold.objects.count() == 1


@pytest.mark.flow
def test_a_late_message_is_not_needed(begun, fake, at):
    fake.pay(begun.ref)
    schedule.due(at=at + timedelta(minutes=1))
    assert Payment.objects.get().end == "held"


@pytest.mark.flow
def test_an_amount_that_lies_moves_nothing(begun, fake, at):
    fake.pay(begun.ref, amount=490)
    assert post(*fake.message(begun.ref)).status_code == 400
    with pytest.raises(Forged, match="amount_mismatch"):
        actions.follow_payment(begun, by=None, at=at)
    assert not FundsHold.objects.exists()


@pytest.mark.flow
def test_a_page_nobody_paid_ends_and_a_late_payment_goes_back(begun, fake, at):
    assert actions.end_payment(subject=SUBJECT, by=None, at=at) is False
    assert fake.sessions[begun.ref]["status"] == "expired"
    fake.sessions[begun.ref]["status"] = "open"  # it had not heard
    fake.pay(begun.ref)
    actions.follow_payment(begun, by=None, at=at + timedelta(minutes=40))
    (intent,) = fake.intents.values()
    assert intent["status"] == "canceled"
    assert Payment.objects.get().returned_at
    assert on("funding") == 0


@pytest.mark.flow
@pytest.mark.parametrize("status", [500, 429, 401])
def test_down_or_refusing_nothing_is_begun(fake, vreni, jonas, at, status):
    fake.status = status
    with pytest.raises(ProviderDown):
        Stripe().begin(key="k", amount=chf(4900), payer=vreni, means="", back="http://localhost/", until=at, at=at)  # fmt: skip
    fake.status = 0
    assert fake.sessions == {}


@pytest.mark.slow
def test_slow_is_down(fake, vreni, at, settings):
    settings.STRIPE_TIMEOUT, fake.slow = 0.2, 0.6
    with pytest.raises(ProviderDown):
        Stripe().look("cs_x", at=at)


@pytest.mark.slow
def test_an_answer_that_was_lost_is_no_second_charge(fake, vreni, at):
    fake.swallow = 2
    words = {"key": "k", "amount": chf(4900), "payer": vreni, "means": "", "back": "http://localhost/", "until": at, "at": at}  # fmt: skip
    with pytest.raises(ProviderDown):
        Stripe().begin(**words)
    ref = Stripe().begin(**words).ref
    assert list(fake.sessions) == [ref]
    with pytest.raises(DifferentStep):
        Stripe().begin(**{**words, "amount": chf(1)})


@pytest.mark.slow
def test_down_at_the_sign_off_and_at_the_refund_the_steps_are_owed_in_their_order(begun, fake, vreni, jonas, at):  # fmt: skip
    fake.pay(begun.ref)
    actions.follow_payment(begun, by=None, at=at)
    fake.status = 500
    sign_off(vreni, jonas, at)
    settled.reimburse(
        subject=SUBJECT, amount=chf(900), reason="x", idem="r", by=None, at=at
    )
    assert due(jonas) == 4165, "the helper is not the one who waits"
    assert [row.kind for row in ProviderStep.objects.order_by("id")] == [
        "capture",
        "refund",
    ]
    schedule.due(at=at + timedelta(minutes=2))
    fake.status = 0
    fake.swallow = 2  # it does it, and we do not hear
    for minutes in (10, 80, 150, 220):
        fake.forget_keys()  # a day later
        schedule.due(at=at + timedelta(minutes=minutes))
    assert not ProviderStep.objects.filter(done_at=None).exists()
    (intent,) = fake.intents.values()
    assert (intent["amount_received"], fake.refunded(intent["id"])) == (4900, 900)


@pytest.mark.flow
def test_a_refund_after_its_key_is_forgotten_is_still_one(begun, fake, vreni, jonas, at):
    fake.pay(begun.ref)
    actions.follow_payment(begun, by=None, at=at)
    sign_off(vreni, jonas, at)
    for _again in range(2):
        Stripe().refund(begun.ref, key="r", amount=chf(900), at=at)
        Stripe().capture(begun.ref, key="c", amount=chf(4900), at=at)
        fake.forget_keys()
    assert len(fake.refunds) == 1
    with pytest.raises(DifferentStep):
        Stripe().refund(begun.ref, key="r", amount=chf(901), at=at)
    with pytest.raises(DifferentStep):
        Stripe().capture(begun.ref, key="c", amount=chf(1), at=at)


@pytest.mark.flow
@pytest.mark.parametrize("down", [False, True])
def test_a_hold_that_has_expired_is_the_companys_risk_and_is_billed(begun, fake, vreni, jonas, at, down):  # fmt: skip
    fake.pay(begun.ref)
    actions.follow_payment(begun, by=None, at=at)
    (intent,) = fake.intents.values()
    intent.update(status="canceled", amount_capturable=0)  # a week later
    fake.status = 500 if down else 0
    sign_off(vreni, jonas, at)
    fake.status = 0
    for minutes in (2, 4):
        schedule.due(at=at + timedelta(minutes=minutes))
    assert (due(jonas), on("commission"), on("funding"), on("receivable")) == (
        4165,
        735,
        0,
        -4900,
    )
    assert FundsHold.objects.get().lost_at
    words = [line.words(vreni) for line in queries.statement(SUBJECT)]
    assert (
        "Ihre Zahlung ist nicht angekommen. Bitte bezahlen Sie das auf Rechnung." in words
    )
    settled.reimburse(
        subject=SUBJECT, amount=chf(900), reason="x", idem="r", by=None, at=at
    )
    assert (on("receivable"), fake.refunds) == (-4000, [])


@pytest.mark.slow
def test_a_helper_opens_her_account_and_is_paid_there(fake, jonas, vreni, at):
    with pytest.raises(NoAccount):
        Stripe().pay_out(key="payout:1", amount=chf(4165), payee=jonas, at=at)
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(jonas)
    assert "Go on to Stripe" in client.get("/stripe-account/").text
    for _twice in range(2):
        assert (
            "https://connect.stripe.example/acct_test_"
            in client.post("/stripe-account/").text
        )
    mine = StripeAccount.objects.get(person=jonas)
    assert len(fake.accounts) == 1
    assert mine.ready_at is None
    fake.accounts[mine.account]["payouts_enabled"] = True
    assert "Your account is ready" in client.get("/stripe-account/").text
    names = {Stripe().pay_out(key="payout:1", amount=chf(4165), payee=jonas, at=at) for _again in range(2)}  # fmt: skip
    assert [(row["id"], row["amount"], row["destination"]) for row in fake.transfers] == [(*names, 4165, mine.account)]  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.connect(jonas, country="CH", back="http://localhost/", by=vreni, at=at)
    fake.status = 500
    assert "does not answer" in client.get("/stripe-account/").text
    assert LedgerData().export(jonas)["stripe_account"] == mine.account
    LedgerData().forget(jonas, at=at)
    assert not StripeAccount.objects.exists()


def test_without_keys_there_is_no_such_page(jonas, at):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(jonas)
    assert client.get("/stripe-account/").status_code == 404
    with pytest.raises(NotFound):
        actions.check_connection(jonas, by=jonas, at=at)
