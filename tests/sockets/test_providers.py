"""What every way to pay must do, whoever moves the money. A new one passes these unchanged."""

import uuid

import pytest

from kundenkreis.core.money import Money
from kundenkreis.ledger.socket import PROVIDERS

pytestmark = pytest.mark.django_db
PRICE = Money(4900, "CHF")


@pytest.fixture(params=sorted(PROVIDERS))
def provider(request):
    return PROVIDERS[request.param]


@pytest.fixture
def key():
    return f"booking:{uuid.uuid4()}:hold"


@pytest.fixture
def charge(provider, key, vreni, at):
    return provider.hold(key=key, amount=PRICE, payer=vreni, means="", at=at)


def test_a_charge_has_a_name_that_fits_our_tables(charge):
    assert 0 < len(charge) <= 120


def test_the_same_key_is_the_same_charge(provider, key, charge, vreni, at):
    again = provider.hold(key=key, amount=PRICE, payer=vreni, means="", at=at)
    assert again == charge


def test_another_key_is_another_charge(provider, key, charge, vreni, at):
    other = provider.hold(key=f"{key}:2", amount=PRICE, payer=vreni, means="", at=at)
    assert other != charge


def test_a_guest_and_the_company_may_be_the_payer(provider, key, at):
    assert provider.hold(key=key, amount=PRICE, payer=None, means="", at=at)


def test_all_of_it_can_be_taken_and_a_retry_takes_nothing_more(provider, charge, at):
    for _again in range(2):
        provider.capture(charge, key=f"{charge}:capture", amount=PRICE, at=at)


def test_a_part_can_be_given_back_and_the_rest_taken(provider, charge, at):
    for _again in range(2):
        provider.refund(charge, key=f"{charge}:r", amount=Money(900, "CHF"), at=at)
    provider.capture(charge, key=f"{charge}:c", amount=Money(4000, "CHF"), at=at)


def test_it_can_be_given_back_in_parts(provider, charge, at):
    for number in range(49):
        provider.refund(charge, key=f"{charge}:{number}", amount=Money(100, "CHF"), at=at)


def test_a_transfer_is_made_once_a_key(provider, key, jonas, at):
    names = {
        provider.pay_out(key=key, amount=PRICE, payee=jonas, at=at) for _again in range(2)
    }
    assert len(names) == 1
    assert provider.pay_out(key=f"{key}:2", amount=PRICE, payee=jonas, at=at) not in names
