"""Any sequence of movements: the ledger agrees with a dictionary."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions, queries
from kundenkreis.ledger.tests.till import chf, hold, on
from kundenkreis.people.models import Person

pytestmark = pytest.mark.usefixtures("db")
SUBJECTS = ["booking:a", "booking:b"]
AMOUNTS = st.integers(-1, 60)
STEPS = st.one_of(
    st.tuples(st.just("hold"), st.sampled_from(SUBJECTS), AMOUNTS, st.booleans()),
    st.tuples(st.just("capture"), st.sampled_from(SUBJECTS), AMOUNTS, AMOUNTS),
    st.tuples(st.just("refund"), st.sampled_from(SUBJECTS), AMOUNTS, st.just(0)),
    st.tuples(st.just("cancel"), st.sampled_from(SUBJECTS), AMOUNTS, AMOUNTS),
)


class Purse:
    """The model: what each kind of account holds, and what waits where."""

    def __init__(self) -> None:
        self.waits: dict[str, int] = {}
        self.company: dict[str, bool] = {}
        self.done: set[str] = set()
        self.sums = dict.fromkeys(["funding", "company", "payable", "commission"], 0)

    def source(self, subject: str) -> str:
        return "company" if self.company[subject] else "funding"

    def hold(self, subject: str, amount: int, company: Any) -> bool:
        if amount <= 0 or subject in self.waits:
            return False
        self.waits[subject], self.company[subject] = amount, company
        self.sums[self.source(subject)] -= amount
        return True

    def capture(self, subject: str, amount: int, commission: int) -> bool:
        waits = self.waits.get(subject, 0)
        if subject in self.done or not 0 < amount <= waits:
            return False
        if not 0 <= commission <= amount:
            return False
        self.done.add(subject)
        self.waits[subject] = 0
        self.sums["payable"] += amount - commission
        self.sums["commission"] += commission
        self.sums[self.source(subject)] += waits - amount
        return True

    def refund(self, subject: str, amount: int, _nothing: int) -> bool:
        if subject in self.done or not 0 < amount <= self.waits.get(subject, 0):
            return False
        self.waits[subject] -= amount
        self.sums[self.source(subject)] += amount
        return True

    def cancel(self, subject: str, kept: int, commission: int) -> bool:
        if kept == 0:
            return self.refund(subject, self.waits.get(subject, 0), 0)
        return self.capture(subject, kept, commission)


def real(
    step: tuple[str, str, int, Any], n: int, vreni: Person, jonas: Person, at: datetime
):
    """The same step in the ledger."""
    name, subject, amount, more = step
    after: dict[str, Any] = {"subject": subject, "by": None, "at": at}
    if name == "hold":
        payer, way = (None, "company") if more else (vreni, "test_card")
        hold(
            payer, jonas, at, subject=subject, amount=chf(amount), provider=way, idem=f"{n}"
        )
    elif name == "capture":
        actions.capture(**after, payee=jonas, amount=chf(amount), commission=chf(more))
    elif name == "refund":
        actions.refund(**after, amount=chf(amount), reason="wish", idem=f"{n}")
    else:
        actions.settle_cancellation(
            **after, kept=chf(amount), payee=jonas, commission=chf(more), reason="late"
        )


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(steps=st.lists(STEPS, max_size=8))
def test_any_sequence_of_movements_agrees_with_a_dictionary(vreni, jonas, at, steps):
    purse = Purse()
    with transaction.atomic():
        for n, step in enumerate(steps):
            try:
                real(step, n, vreni, jonas, at)
                moved = True
            except Refused:
                moved = False
            name, subject, amount, more = step
            assert moved == getattr(purse, name)(subject, amount, more), step
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        assert {kind: on(kind) for kind in purse.sums} == purse.sums
        assert on("hold") == sum(purse.waits.values())
        assert sum(row.money.amount for row in queries.trial_balance()) == 0
        transaction.set_rollback(True)
