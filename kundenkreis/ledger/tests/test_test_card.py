"""The card network of our own: it remembers, and it is not to be talked into more than the charge."""

import pytest

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.socket import (
    PROVIDERS,
    Charge,
    ChargeState,
    Checkout,
    DifferentStep,
    Provider,
)
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold

pytestmark = pytest.mark.usefixtures("db")


def begin(key, amount, vreni, at):
    return TestCard().begin(
        key=key, amount=amount, payer=vreni, means="", back="", until=at, at=at
    )


@pytest.fixture
def charge(vreni, at):
    return begin("k", chf(4900), vreni, at).ref


def test_the_same_key_with_another_amount_is_a_bug(charge, vreni, at):
    with pytest.raises(DifferentStep):
        begin("k", chf(1), vreni, at)


def test_no_more_than_the_charge_comes_or_goes(charge, at):
    TestCard().capture(charge, key="c", amount=chf(4000), at=at)
    TestCard().refund(charge, key="r", amount=chf(4000), at=at)
    with pytest.raises(DifferentStep):
        TestCard().refund(charge, key="r2", amount=chf(1), at=at)


def test_no_card_number_is_kept(vreni, jonas, at):
    hold(vreni, jonas, at, means="4242 4242 4242 4242")
    with pytest.raises(Refused):
        hold(vreni, jonas, at, subject="booking:2", idem="two", means="4000000000000002")
    assert "4242" not in str(list(TestCardStep.objects.values()))


def test_the_network_hears_of_every_movement(vreni, jonas, at):
    held = hold(vreni, jonas, at)
    actions.refund(
        subject=SUBJECT, amount=chf(900), reason="late", idem="r", by=None, at=at
    )
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(600), by=None, at=at)
    steps = TestCardStep.objects.filter(ref=held.provider_ref).order_by("id")
    assert [(step.kind, step.amount) for step in steps] == [
        ("hold", 4900),
        ("refund", 900),
        ("capture", 4000),
    ]


class FarAway(Provider):
    """A network that, as real ones do, does not forget when our transaction is lost."""

    def __init__(self) -> None:
        self.charges: dict[str, Money] = {}

    def begin(self, *, key, amount, payer, means, back, until, at):
        self.charges.setdefault(key, amount)
        return Checkout(key)

    def look(self, ref, *, at):
        return Charge(ChargeState.HELD, self.charges[ref])

    def capture(self, ref, *, key, amount, at): ...
    def refund(self, ref, *, key, amount, at): ...
    def pay_out(self, *, key, amount, payee, at):
        return key


def test_a_retry_after_a_crash_finds_the_same_charge(vreni, jonas, at, monkeypatch):
    far = FarAway()
    monkeypatch.setitem(PROVIDERS, "far", far)

    def cut(*args, **kwargs):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("kundenkreis.ledger.posting.post", cut)
        with pytest.raises(ConnectionError):
            hold(vreni, jonas, at, provider="far")
    held = hold(vreni, jonas, at, provider="far", idem="a-new-try")
    assert far.charges == {held.provider_ref: chf(4900)}
