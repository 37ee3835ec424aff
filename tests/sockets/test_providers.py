"""What every way to pay must do, whoever moves the money. A new one passes these unchanged.

A provider with a page of its own is given a visitor who pays there: `PAYERS`, by provider.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.ledger.providers.stripe.models import StripeAccount
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.socket import PROVIDERS, ChargeState, Forged
from kundenkreis.ledger.tests import stripe_fake

pytestmark = pytest.mark.usefixtures("db")
PRICE = Money(4900, "CHF")
PAYERS: dict[str, Callable[..., object]] = {
    "test_page": lambda ref, at: service.press(service.checkout(ref), "paid", at=at),
}


@pytest.fixture(params=sorted(PROVIDERS))
def name(request):
    return request.param


@pytest.fixture(autouse=True)
def outside(name, settings, jonas, at, monkeypatch):
    """What a provider needs outside of this house: Stripe, a small one of our own."""
    if name != "stripe":
        yield
        return
    with stripe_fake.running() as fake, time_machine.travel(at, tick=True):
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = (
            "sk_test_x",
            stripe_fake.SECRET,
        )
        settings.STRIPE_API_BASE = fake.base
        monkeypatch.setitem(PAYERS, "stripe", lambda ref, at: fake.pay(ref))
        account = fake.open_account({"type": "express"})["id"]
        StripeAccount.objects.create(person=jonas, account=account, made_at=at, ready_at=at)
        yield


@pytest.fixture
def provider(name):
    return PROVIDERS[name]


@pytest.fixture
def key():
    return f"booking:{uuid.uuid4()}:hold"


@pytest.fixture
def begin(provider, vreni, at):
    def begun(key, amount=PRICE, payer=vreni):
        return provider.begin(
            key=key, amount=amount, payer=payer, means="", back="http://localhost/back/",
            until=at + timedelta(minutes=30), at=at,
        )  # fmt: skip

    return begun


@pytest.fixture
def charge(name, begin, key, at):
    """A charge that its payer has paid, if she had to."""
    ref = begin(key).ref
    PAYERS.get(name, lambda ref, at: None)(ref, at)
    return ref


def test_a_charge_has_a_name_that_fits_our_tables(charge):
    assert 0 < len(charge) <= 120


def test_the_same_key_is_the_same_charge(begin, key, charge):
    assert begin(key).ref == charge


def test_another_key_is_another_charge(begin, key, charge):
    assert begin(f"{key}:2").ref != charge


def test_a_guest_and_the_company_may_be_the_payer(begin, key):
    assert begin(key, payer=None).ref


def test_who_has_a_page_gives_its_address_and_waits(provider, begin, key, at):
    begun = begin(key)
    assert bool(begun.url) == provider.hosted
    expected = ChargeState.AWAITED if provider.hosted else ChargeState.HELD
    assert provider.look(begun.ref, at=at).state == expected


def test_a_held_charge_says_so_with_its_amount_also_after_steps(provider, charge, at):
    for step in range(2):
        answer = provider.look(charge, at=at)
        assert (answer.state, answer.amount) == (ChargeState.HELD, PRICE)
        if not step:
            provider.capture(charge, key=f"{charge}:c", amount=Money(4000, "CHF"), at=at)


def test_an_unpaid_page_can_be_ended_and_says_so(provider, begin, key, at):
    ref = begin(key).ref
    for _again in range(2):
        provider.refund(ref, key=f"{key}:end", amount=PRICE, at=at)
    if provider.hosted:
        assert provider.look(ref, at=at).state == ChargeState.FAILED


def test_all_of_it_can_be_taken_and_a_retry_takes_nothing_more(provider, charge, at):
    for _again in range(2):
        provider.capture(charge, key=f"{charge}:capture", amount=PRICE, at=at)


def test_a_part_can_be_given_back_and_the_rest_taken(provider, charge, at):
    for _again in range(2):
        provider.refund(charge, key=f"{charge}:r", amount=Money(900, "CHF"), at=at)
    provider.capture(charge, key=f"{charge}:c", amount=Money(4000, "CHF"), at=at)


def test_a_part_can_be_given_back_after_it_was_taken(provider, charge, at):
    provider.capture(charge, key=f"{charge}:c", amount=Money(4000, "CHF"), at=at)
    for _again in range(2):
        provider.refund(charge, key=f"{charge}:r", amount=Money(900, "CHF"), at=at)


@pytest.mark.flow
def test_it_can_be_given_back_in_parts(provider, charge, at):
    for number in range(49):
        provider.refund(charge, key=f"{charge}:{number}", amount=Money(100, "CHF"), at=at)


@pytest.mark.flow
def test_a_transfer_is_made_once_a_key(provider, key, jonas, at):
    names = {
        provider.pay_out(key=key, amount=PRICE, payee=jonas, at=at) for _again in range(2)
    }
    assert len(names) == 1
    assert provider.pay_out(key=f"{key}:2", amount=PRICE, payee=jonas, at=at) not in names


def test_nobody_listens_to_unsigned_messages(provider, at):
    with pytest.raises((Forged, NotFound)):
        provider.listen(b'{"id": "evt_1", "payment": {"id": "x"}}', {}, at=at)
