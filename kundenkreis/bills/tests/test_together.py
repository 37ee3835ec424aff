"""Many at once: a payment counts once, a work is billed once."""

import pytest
from django.utils import timezone

from kundenkreis.bills import actions
from kundenkreis.bills.models import Bill, BillPayment
from kundenkreis.bills.tests.debts import bill, on_credit, paid, work
from kundenkreis.core import scope
from kundenkreis.ledger.tests.till import SUBJECT, on
from tests.cast import make_brand, make_person


@pytest.fixture
def now():
    """Threads ask the clock themselves, so it is a real moment."""
    return timezone.now()


@pytest.mark.slow
def test_one_payment_20_times_at_once_counts_once(committed_db, now):
    alpenfon = on_credit(make_brand("alpenfon", "Alpenfon", now))
    mira = make_person("Mira", now)
    with scope.inside(alpenfon.pk):
        row = bill(make_person("Vreni", now), make_person("Jonas", now), now)

    def note(_number):
        with scope.inside(alpenfon.pk):
            return paid(row, 4900, mira, now).owed.amount

    assert committed_db.together(20, note) == [0] * 20
    with scope.inside(alpenfon.pk):
        assert BillPayment.objects.count() == 1
        assert on("receivable") == 0


@pytest.mark.slow
def test_one_work_billed_20_times_at_once_is_one_bill(committed_db, now):
    alpenfon = on_credit(make_brand("alpenfon", "Alpenfon", now))
    with scope.inside(alpenfon.pk):
        work(make_person("Vreni", now), make_person("Jonas", now), now)

    def issue(_number):
        with scope.inside(alpenfon.pk):
            return actions.issue(SUBJECT, by=None, at=now) is not None

    assert sum(committed_db.together(20, issue)) == 1
    with scope.inside(alpenfon.pk):
        assert Bill.objects.count() == 1
