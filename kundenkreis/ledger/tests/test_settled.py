"""After the sign-off: frozen, thawed, given back in full or in part, made good; a provider that is down."""

from datetime import timedelta

import pytest

from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.ledger import actions, queries, settled
from kundenkreis.ledger.models import Account, FundsHold, ProviderStep
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.providers.test_card.provider import TestCard
from kundenkreis.ledger.socket import DifferentStep, ProviderDown
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, hold, on
from kundenkreis.ledger.ways import ways_to_pay

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(params=["test_card", "invoice"])
def taken(vreni, jonas, at, request):
    """CHF 49 were taken: CHF 41.65 are due to Jonas, CHF 7.35 are commission."""
    hold(vreni, jonas, at, provider=request.param)
    return actions.capture(
        subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at
    )


def give(amount, at, source="goodwill", idem="r"):
    return settled.reimburse(
        subject=SUBJECT, amount=chf(amount), source=source, reason="wish", idem=idem, by=None, at=at
    )  # fmt: skip


def paid(vreni) -> int:
    """What Vreni paid or owes, all in all."""
    return -on("funding") - on("receivable")


@pytest.mark.flow
def test_all_of_it_goes_back_from_the_brand_and_the_helper_keeps_hers(taken, vreni, jonas, at):  # fmt: skip
    held = give(4900, at)
    assert (held.reimbursed_amount, held.reimbursable) == (4900, chf(0))
    assert (paid(vreni), due(jonas), on("goodwill")) == (0, 4165, -4900)
    with pytest.raises(Refused, match="too_much"):
        give(1, at, idem="more")


@pytest.mark.flow
def test_the_same_refund_counts_once_and_with_another_amount_is_a_mistake(taken, at):
    for _again in range(2):
        assert give(1000, at).reimbursed_amount == 1000
    with pytest.raises(Invalid, match="idempotency_mismatch"):
        give(999, at)


@pytest.mark.flow
def test_who_is_at_fault_gives_her_share_out_of_what_is_frozen(taken, vreni, jonas, at):
    assert settled.freeze(subject=SUBJECT, key="d1", by=None, at=at) == chf(4165)
    assert settled.freeze(subject=SUBJECT, key="d1", by=None, at=at) == chf(0)
    assert (due(jonas), on("disputed")) == (0, 4165)
    give(2000, at, "disputed")
    assert (on("disputed"), on("commission"), on("goodwill")) == (4165 - 1700, 435, 0)
    assert settled.thaw(subject=SUBJECT, key="d1", by=None, at=at) == chf(2465)
    assert (due(jonas), on("disputed"), paid(vreni)) == (2465, 0, 2900)


@pytest.mark.flow
def test_frozen_and_thawed_a_second_time_for_another_dispute(taken, jonas, at):
    for key in ("d1", "d2"):
        settled.freeze(subject=SUBJECT, key=key, by=None, at=at)
        settled.thaw(subject=SUBJECT, key=key, by=None, at=at)
    assert due(jonas) == 4165


@pytest.mark.flow
def test_what_is_not_frozen_any_more_the_brand_gives(taken, jonas, at):
    give(4900, at, "disputed")
    assert (due(jonas), on("commission"), on("goodwill")) == (4165, 0, -4165)


@pytest.mark.flow
def test_a_provider_that_is_down_owes_the_refund(vreni, jonas, at, monkeypatch):
    hold(vreni, jonas, at)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)

    def down(*_args, **_more):
        raise ProviderDown

    with monkeypatch.context() as patch:
        patch.setattr(TestCard, "refund", down)
        assert give(4900, at).reimbursed_amount == 4900
    owed = ProviderStep.objects.get(done_at=None)
    assert actions.do_owed_step(owed, at=at + timedelta(minutes=2))
    assert TestCardStep.objects.get(kind="refund").amount == 4900


@pytest.mark.flow
def test_a_credit_is_given_once_and_taken_off_the_next_payment(vreni, jonas, at):
    for _again in range(2):
        settled.credit(subject=SUBJECT, person=vreni, amount=chf(1000), reason="late", by=None, at=at)  # fmt: skip
    assert (on("goodwill"), on("credit")) == (-1000, 1000)
    assert queries.cost_to_company([SUBJECT]) == {SUBJECT: chf(1000)}
    hold(vreni, jonas, at)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=at)
    give(1000, at, "credit")
    assert (paid(vreni), on("credit"), due(jonas)) == (3900, 0, 4165)
    words = [line.words(vreni) for line in queries.statement(SUBJECT)]
    assert (
        "Das haben Sie als Guthaben. Wir ziehen es von Ihrer nächsten Zahlung ab." in words
    )
    assert "Das bekommen Sie von Ihrem Guthaben zurück." in words
    assert "Das bekommt Vreni vom Guthaben zurück." in [
        line.words(jonas) for line in queries.statement(SUBJECT)
    ]


def test_the_card_network_gives_no_more_back_than_was_taken(vreni, at):
    card = TestCard()
    ref = card.begin(
        key="k", amount=chf(4900), payer=vreni, means="", back="", until=at, at=at
    ).ref
    card.refund(ref, key="before", amount=chf(900), at=at)
    with pytest.raises(DifferentStep):
        card.capture(ref, key="c", amount=chf(4001), at=at)
    TestCardStep.objects.filter(key="c").delete()
    card.capture(ref, key="c", amount=chf(3000), at=at)
    card.refund(ref, key="after", amount=chf(3000), at=at)
    with pytest.raises(DifferentStep):
        card.refund(ref, key="more", amount=chf(1), at=at)


def test_test_cards_are_offered_only_where_somebody_wants_to_try(alpenfon, settings):
    alpenfon.payment_methods = ["test_card", "test_page", "invoice"]
    alpenfon.creditor = {"iban": "CH93 0076 2011 6238 5295 7"}
    assert ways_to_pay(alpenfon) == ["test_card", "test_page", "invoice"]
    settings.TEST_PAYMENTS = False
    assert ways_to_pay(alpenfon) == ["invoice"]
    assert type(alpenfon)().payment_methods == ["invoice"]


def test_accounts_of_the_company_may_be_less_than_nothing_a_credit_never(vreni, at):
    settled.credit(subject=SUBJECT, person=vreni, amount=chf(5), reason="x", by=None, at=at)
    assert Account.objects.get(kind="credit").may_overdraw is False
    assert not FundsHold.objects.exists()
