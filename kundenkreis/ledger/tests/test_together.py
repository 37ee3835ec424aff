"""Many at once: threads with connections of their own, real commits."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F, Sum

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions, settled
from kundenkreis.ledger.models import Account, Entry, FundsHold, Journal
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold
from kundenkreis.people.models import Person
from tests.cast import make_brand, make_person

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


@pytest.fixture
def alpenfon(committed_db) -> Iterator[Brand]:
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        yield brand


@pytest.fixture
def vreni(alpenfon) -> Person:
    return make_person("Vreni", AT)


@pytest.fixture
def jonas(alpenfon) -> Person:
    return make_person("Jonas", AT)


def outcome(answer: object) -> str:
    if isinstance(answer, Refused):
        return answer.reason
    return "done" if isinstance(answer, FundsHold) else repr(answer)


def test_32_identical_payments_are_one(committed_db, alpenfon, vreni, jonas):
    def pay(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            return hold(vreni, jonas, AT)

    answers = committed_db.together(32, pay)
    assert Counter(map(outcome, answers)) == {"done": 32}
    assert len({answer.pk for answer in answers}) == 1
    assert (Journal.objects.count(), TestCardStep.objects.count()) == (1, 1)


def test_32_different_payments_for_one_subject_leave_one(
    committed_db, alpenfon, vreni, jonas
):
    def pay(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            return hold(vreni, jonas, AT, idem=str(number))

    answers = committed_db.together(32, pay)
    assert Counter(map(outcome, answers)) == {"done": 1, "already_held": 31}
    assert TestCardStep.objects.count() == 1


def test_a_hundred_refunds_at_once_give_back_what_was_held_and_no_more(
    committed_db, alpenfon, vreni, jonas
):
    hold(vreni, jonas, AT)

    def give_back(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            return actions.refund(
                subject=SUBJECT,
                amount=chf(100),
                reason="wish",
                idem=f"refund {number}",
                by=None,
                at=AT,
            )

    answers = committed_db.together(100, give_back)
    assert Counter(map(outcome, answers)) == {"done": 49, "nothing_held": 51}
    assert FundsHold.objects.get().refunded_amount == 4900
    refunded = TestCardStep.objects.filter(kind="refund").aggregate(sum=Sum("amount"))
    assert refunded["sum"] == 4900


@pytest.mark.parametrize("provider", ["test_card", "invoice"])
def test_a_hundred_refunds_at_once_after_the_sign_off_give_back_what_was_paid_and_no_more(
    committed_db, alpenfon, vreni, jonas, provider
):
    hold(vreni, jonas, AT, provider=provider)
    actions.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=AT)

    def give_back(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            return settled.reimburse(
                subject=SUBJECT, amount=chf(100), reason="wish", idem=f"r {number}", by=None, at=AT
            )  # fmt: skip

    answers = committed_db.together(100, give_back)
    assert Counter(map(outcome, answers)) == {"done": 49, "too_much": 51}
    assert FundsHold.objects.get().reimbursed_amount == 4900
    refunded = TestCardStep.objects.filter(kind="refund").aggregate(sum=Sum("amount"))
    assert refunded["sum"] == (4900 if provider == "test_card" else None)
    assert Entry.objects.aggregate(sum=Sum("amount"))["sum"] == 0
    assert Account.objects.get(kind="payable").balance == 4165


def test_a_sign_off_and_a_cancellation_at_once_pay_once(
    committed_db, alpenfon, vreni, jonas
):
    hold(vreni, jonas, AT)

    def end(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            if number % 2:
                return actions.capture(
                    subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=AT
                )
            return actions.settle_cancellation(
                subject=SUBJECT,
                kept=chf(1000),
                payee=jonas,
                commission=chf(150),
                reason="customer_cancelled",
                by=vreni,
                at=AT,
            )

    answers = committed_db.together(16, end)
    assert Counter(map(outcome, answers)) == {"done": 1, "already_captured": 15}


def test_many_subjects_of_one_helper_never_block_one_another_for_good(
    committed_db, alpenfon, vreni, jonas
):
    """Everybody pays Jonas and the same commission account: no deadlock, and all sums agree."""

    def whole_job(number: int) -> FundsHold:
        with scope.inside(alpenfon.pk):
            subject = f"booking:{number}"
            hold(vreni, jonas, AT, subject=subject, idem=subject)
            return actions.capture(
                subject=subject, payee=jonas, commission=chf(735), by=None, at=AT
            )

    assert Counter(map(outcome, committed_db.together(24, whole_job))) == {"done": 24}
    assert Account.objects.get(kind="payable").balance == 24 * 4165
    assert Entry.objects.aggregate(sum=Sum("amount"))["sum"] == 0
    kept = Account.objects.filter(may_overdraw=False).annotate(sum=Sum("entries__amount"))
    assert not kept.exclude(balance=F("sum")).exists()
    connection.close()
