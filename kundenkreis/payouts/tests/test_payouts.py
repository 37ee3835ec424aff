"""From what is due to the bank and, if need be, back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger import settled
from kundenkreis.ledger.models import Account, Entry, FundsHold
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, hold, on
from kundenkreis.payouts import actions, queries
from kundenkreis.payouts.models import Payout, PayoutAccount, PayoutRules
from kundenkreis.payouts.tests.wages import IBAN, OTHER_IBAN, account, batch, earn

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.flow
def test_all_that_is_due_goes_out_in_one_payout_with_its_lines(
    vreni, jonas, mira, reto, at
):
    for number in range(3):
        earn(vreni, jonas, at, f"booking:{number}")
    account(jonas, at)
    made = batch(mira, reto, at)
    payout = actions.send(made.payouts.get(), at=at)
    assert (payout.state, payout.money, due(jonas)) == ("sent", chf(3 * 4165), 0)
    assert payout.lines.count() == 3
    assert on("bank") == 3 * 4165
    assert ledger.paid_out(jonas) == [chf(3 * 4165)]
    assert ledger.earnings(jonas) == [chf(3 * 4165)]


def test_who_made_a_batch_does_not_release_it(vreni, jonas, mira, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    made = actions.make_batch(by=mira, at=at)
    with pytest.raises(Refused, match="four_eyes"):
        actions.release(made, by=mira, at=at)


def test_who_is_paid_by_a_batch_does_not_release_it(vreni, jonas, mira, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    made = actions.make_batch(by=mira, at=at)
    with pytest.raises(Refused, match="own_money"):
        actions.release(made, by=jonas, at=at)


def test_nothing_leaves_before_the_release(vreni, jonas, mira, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    payout = actions.make_batch(by=mira, at=at).payouts.get()
    assert actions.send(payout, at=at).state == "batched"
    assert on("bank") == 0


def test_a_batch_is_released_once(vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    made = batch(mira, reto, at)
    with pytest.raises(Refused, match="already_released"):
        actions.release(made, by=reto, at=at)
    with pytest.raises(Refused, match="already_released"):
        actions.withdraw(made, by=mira, at=at)


@pytest.mark.flow
def test_sent_twice_is_one_transfer(vreni, jonas, mira, reto, at):
    PayoutRules.objects.create(provider="test_card")
    earn(vreni, jonas, at)
    account(jonas, at)
    payout = batch(mira, reto, at).payouts.get()
    for _again in range(3):
        actions.send(payout, at=at)
    assert TestCardStep.objects.filter(kind="pay_out").count() == 1
    assert on("bank") == 4165


@pytest.mark.flow
def test_a_transfer_that_comes_back_is_due_again_and_goes_with_the_next(
    vreni, jonas, mira, reto, at
):
    earn(vreni, jonas, at)
    account(jonas, at)
    first = actions.send(batch(mira, reto, at).payouts.get(), at=at)
    first = actions.take_back(first, reason="Konto geschlossen", by=mira, at=at)
    assert (first.state, due(jonas), on("bank")) == ("returned", 4165, 0)
    assert queries.money_states([SUBJECT])[SUBJECT] == "payable"
    second = actions.send(batch(mira, reto, at).payouts.get(), at=at)
    assert (second.money, due(jonas), on("bank")) == (chf(4165), 0, 4165)
    assert ledger.earnings(jonas) == [chf(4165)]


@pytest.mark.flow
def test_a_withdrawn_batch_leaves_everything_due(vreni, jonas, mira, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    made = actions.make_batch(by=mira, at=at)
    assert due(jonas) == 0
    actions.withdraw(made, by=mira, at=at)
    assert (due(jonas), on("transit")) == (4165, 0)
    with pytest.raises(Refused, match="batch_withdrawn"):
        actions.release(made, by=jonas, at=at)


@pytest.mark.flow
def test_small_sums_unknown_and_fresh_accounts_wait(vreni, jonas, aylin, beat, mira, at):
    earn(vreni, jonas, at, "booking:small", amount=chf(1000))
    account(jonas, at)
    earn(vreni, aylin, at, "booking:no-account")
    earn(vreni, beat, at, "booking:fresh")
    account(beat, at - timedelta(days=1))
    account(beat, at, OTHER_IBAN)
    assert [bool(row.obstacle) for row in queries.dues(at=at)] == [True] * 3
    with pytest.raises(Refused, match="nothing_due"):
        actions.make_batch(by=mira, at=at)
    later = at + timedelta(hours=72)
    assert actions.make_batch(by=mira, at=later).payouts.get().person == beat


@pytest.mark.flow
def test_an_account_changed_after_the_batch_was_made_stops_its_payout(
    vreni, jonas, mira, reto, at
):
    earn(vreni, jonas, at)
    account(jonas, at)
    payout = batch(mira, reto, at).payouts.get()
    account(jonas, at, OTHER_IBAN)
    assert actions.send(payout, at=at).state == "withdrawn"
    assert due(jonas) == 4165
    with pytest.raises(Refused, match="nothing_due"):
        actions.make_batch(by=mira, at=at + timedelta(hours=71))


def test_the_first_account_counts_at_once_a_change_after_72_hours(jonas, at):
    first = account(jonas, at)
    assert first.is_usable(at)
    assert account(jonas, at) == first
    second = account(jonas, at, OTHER_IBAN)
    assert second.usable_from == at + timedelta(hours=72)
    assert not PayoutAccount.objects.get(pk=first.pk).is_usable(at)


def test_nobody_else_names_the_account(jonas, mira, at):
    with pytest.raises(NotAllowed):
        actions.set_account(jonas, holder="Mira", iban=IBAN, by=mira, at=at)


@pytest.mark.parametrize(
    "wrong",
    ["", "CH93", "CH9300762011623852958", "XX9300762011623852957", "CH4431999123000889012",
     "DE8937040044053201300", "CH93 0076 2011 6238 5295 7 1", "<script>"],
)  # fmt: skip
def test_what_is_no_iban_is_refused(jonas, at, wrong):
    with pytest.raises(Invalid, match="bad_iban"):
        account(jonas, at, wrong)


@pytest.mark.flow
def test_where_a_subjects_money_is(vreni, jonas, mira, reto, at):
    hold(vreni, jonas, at)
    assert queries.money_states([SUBJECT]) == {SUBJECT: "held"}
    earn(vreni, jonas, at, held=True)
    assert queries.money_states([SUBJECT]) == {SUBJECT: "payable"}
    account(jonas, at)
    made = batch(mira, reto, at)
    assert queries.money_states([SUBJECT]) == {SUBJECT: "in_payout"}
    actions.send(made.payouts.get(), at=at)
    assert queries.money_states([SUBJECT]) == {SUBJECT: "paid_out"}


def test_a_payout_cannot_leave_a_person_with_less_than_nothing(vreni, jonas, at):
    earn(vreni, jonas, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        settled.reserve(subject="payout:x", payee=jonas, amount=chf(4166), by=None, at=at)


@pytest.mark.flow
def test_states_of_the_ledger_sum_to_zero(vreni, jonas, mira, reto, at):
    earn(vreni, jonas, at)
    account(jonas, at)
    actions.send(batch(mira, reto, at).payouts.get(), at=at)
    assert Entry.objects.aggregate(sum=Sum("amount"))["sum"] == 0
    assert FundsHold.objects.get().earned == chf(4165)
    assert Account.objects.get(kind="transit").balance == 0
    assert Payout.objects.get().subject.startswith("payout:")
