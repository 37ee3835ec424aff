"""Holding, taking, giving back: what each movement leaves in the books."""

from datetime import datetime, timedelta

import pytest

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.ledger import actions
from kundenkreis.ledger.models import Account, Entry, FundsHold, Journal
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, hold, on

pytestmark = pytest.mark.usefixtures("db")


def test_held_money_waits_on_the_account_of_its_subject(vreni, jonas, at):
    held = hold(vreni, jonas, at)
    held.account.refresh_from_db()
    assert held.account.balance == 4900
    assert held.open == chf(4900)
    assert on("funding") == -4900
    assert (held.held_at, held.held_by, held.payee) == (at, vreni, jonas)


def test_the_same_request_is_one_hold(vreni, jonas, at):
    first = hold(vreni, jonas, at)
    assert hold(vreni, jonas, at) == first
    assert Journal.objects.count() == 1


def test_paying_again_is_refused(vreni, jonas, at):
    hold(vreni, jonas, at)
    with pytest.raises(Refused, match="already_held"):
        hold(vreni, jonas, at, idem="another")


@pytest.mark.parametrize("other", [{"amount": chf(5000)}, {"subject": "booking:other"}])
def test_the_same_request_with_other_details_is_a_mistake(vreni, jonas, at, other):
    hold(vreni, jonas, at)
    with pytest.raises(Invalid, match="idempotency_mismatch"):
        hold(vreni, jonas, at, **other)


def test_a_declined_card_leaves_nothing(vreni, jonas, at):
    with pytest.raises(Refused, match="payment_declined"):
        hold(vreni, jonas, at, means="4000 0000 0000 0002")
    assert not FundsHold.objects.exists()
    assert not Account.objects.exists()
    assert hold(vreni, jonas, at, means="4242 4242 4242 4242").open == chf(4900)


@pytest.mark.parametrize("amount", [chf(0), chf(-1)])
def test_nothing_cannot_be_held(vreni, jonas, at, amount):
    with pytest.raises(Invalid, match="bad_amount"):
        hold(vreni, jonas, at, amount=amount)


def test_an_unknown_way_to_pay_is_refused(vreni, jonas, at):
    with pytest.raises(Invalid, match="unknown_provider"):
        hold(vreni, jonas, at, provider="shells")


def test_the_company_pays_from_its_own_purse(jonas, reto, at):
    held = hold(None, jonas, at, provider="company", by=reto)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(0), by=None, at=at)
    assert on("company") == -4900
    assert due(jonas) == 4900
    assert held.payer_kind == "company"


@pytest.mark.flow
def test_after_the_sign_off_the_helper_is_owed_the_price_less_commission(vreni, jonas, at):
    hold(vreni, jonas, at)
    later = at + timedelta(days=1)
    held = actions.capture(
        subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=later
    )
    assert (due(jonas), on("commission"), on("hold")) == (4165, 735, 0)
    assert (held.captured_at, held.captured_by) == (later, vreni)
    assert (held.captured_amount, held.commission_amount) == (4900, 735)
    assert held.refunded_at is None


@pytest.mark.flow
def test_what_was_not_needed_goes_back_at_the_sign_off(vreni, jonas, at):
    hold(vreni, jonas, at)
    held = actions.capture(
        subject=SUBJECT,
        payee=jonas,
        amount=chf(3000),
        commission=chf(450),
        by=vreni,
        at=at,
    )
    assert (due(jonas), on("commission"), on("funding")) == (2550, 450, -3000)
    assert (held.refunded_amount, held.refunded_at) == (1900, at)


@pytest.mark.flow
def test_money_is_taken_once(vreni, jonas, at):
    hold(vreni, jonas, at)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(0), by=vreni, at=at)
    with pytest.raises(Refused, match="already_captured"):
        actions.capture(subject=SUBJECT, payee=jonas, commission=chf(0), by=vreni, at=at)
    with pytest.raises(Refused, match="already_captured"):
        actions.refund(subject=SUBJECT, reason="wish", idem="r", by=vreni, at=at)


@pytest.mark.parametrize(
    ("amount", "commission", "reason"),
    [
        (chf(4901), chf(0), "too_much"),
        (chf(4900), chf(4901), "too_much"),
        (chf(4900), chf(-1), "bad_amount"),
        (chf(0), chf(0), "bad_amount"),
        (Money(4900, "EUR"), chf(0), "bad_amount"),
        (chf(4900), Money(0, "EUR"), "bad_amount"),
    ],
)
def test_more_than_waits_cannot_be_taken(vreni, jonas, at, amount, commission, reason):
    hold(vreni, jonas, at)
    with pytest.raises(Refused, match=reason):
        actions.capture(
            subject=SUBJECT,
            payee=jonas,
            amount=amount,
            commission=commission,
            by=None,
            at=at,
        )
    assert on("hold") == 4900


def test_nothing_held_nothing_taken_nothing_given_back(vreni, jonas, at):
    with pytest.raises(Refused, match="nothing_held"):
        actions.capture(subject=SUBJECT, payee=jonas, commission=chf(0), by=None, at=at)
    with pytest.raises(Refused, match="nothing_held"):
        actions.refund(subject=SUBJECT, reason="wish", idem="r", by=vreni, at=at)


@pytest.mark.flow
def test_a_refund_gives_all_back(vreni, jonas, at):
    hold(vreni, jonas, at)
    held = actions.refund(subject=SUBJECT, reason="expired", idem="r", by=None, at=at)
    assert (on("hold"), on("funding"), held.refunded_amount) == (0, 0, 4900)
    with pytest.raises(Refused, match="nothing_held"):
        actions.refund(subject=SUBJECT, reason="expired", idem="r2", by=None, at=at)


@pytest.mark.flow
def test_the_same_refund_is_given_once(vreni, jonas, at):
    hold(vreni, jonas, at)
    for _again in range(2):
        held = actions.refund(
            subject=SUBJECT, amount=chf(1000), reason="late", idem="r", by=None, at=at
        )
    assert held.refunded_amount == 1000
    with pytest.raises(Invalid, match="idempotency_mismatch"):
        actions.refund(
            subject=SUBJECT, amount=chf(1001), reason="late", idem="r", by=None, at=at
        )
    with pytest.raises(Invalid, match="idempotency_mismatch"):
        actions.refund(subject=SUBJECT, reason="late", idem="one", by=None, at=at)


@pytest.mark.parametrize(
    ("amount", "reason"), [(chf(4901), "too_much"), (chf(0), "bad_amount")]
)
def test_a_refund_has_its_limits(vreni, jonas, at, amount, reason):
    hold(vreni, jonas, at)
    with pytest.raises(Refused, match=reason):
        actions.refund(
            subject=SUBJECT, amount=amount, reason="wish", idem="r", by=None, at=at
        )


def cancel(kept: int, payee, at: datetime, commission: int = 0) -> FundsHold:
    return actions.settle_cancellation(
        subject=SUBJECT,
        kept=chf(kept),
        payee=payee,
        commission=chf(commission),
        reason="customer_cancelled",
        by=None,
        at=at,
    )


@pytest.mark.flow
def test_a_late_cancellation_leaves_the_helper_a_part(vreni, jonas, at):
    hold(vreni, jonas, at)
    cancel(2450, jonas, at, commission=368)
    assert (due(jonas), on("commission"), on("funding"), on("hold")) == (
        2082,
        368,
        -2450,
        0,
    )


def test_what_nobody_earned_the_brand_keeps(vreni, at):
    hold(vreni, None, at)
    held = cancel(1000, None, at)
    assert (on("commission"), on("funding"), held.payee) == (1000, -1000, None)


@pytest.mark.flow
def test_an_early_cancellation_costs_nothing(vreni, jonas, at):
    hold(vreni, jonas, at)
    held = cancel(0, jonas, at)
    assert (held.captured_at, on("funding")) == (None, 0)
    with pytest.raises(Refused, match="nothing_held"):
        cancel(0, jonas, at)


@pytest.mark.flow
def test_every_journal_writes_its_legs_in_the_order_of_accounts(vreni, jonas, at):
    hold(vreni, jonas, at)
    cancel(2450, jonas, at, commission=368)
    for journal in Journal.objects.all():
        accounts = list(journal.entries.order_by("id").values_list("account", flat=True))
        assert accounts == sorted(accounts)
    assert sum(Entry.objects.values_list("amount", flat=True)) == 0
