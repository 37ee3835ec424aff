"""Twenty messages at once, and a refund beside them: booked once, and nobody is paid twice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.chargebacks import actions
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger import settled
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.queries import trial_balance
from kundenkreis.ledger.socket import Contest, ContestState
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, hold, on
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


@pytest.mark.slow
def test_twenty_messages_and_refunds_at_once(committed_db):
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        vreni, jonas = make_person("Vreni", AT), make_person("Jonas", AT)
        hold(vreni, jonas, AT)
        ledger.capture(subject=SUBJECT, payee=jonas, commission=chf(735), by=vreni, at=AT)
        held = FundsHold.objects.get()

    def work(number: int) -> object:
        with scope.inside(brand.pk):
            if number % 2:
                state = ContestState.OPEN if number % 4 == 1 else ContestState.LOST
                return actions.note(held, Contest("x", state, chf(4900)), by=None, at=AT + timedelta(minutes=number))  # fmt: skip
            try:
                return settled.reimburse(subject=SUBJECT, amount=chf(4900), reason="x", idem=f"back:{number}", by=None, at=AT)  # fmt: skip
            except Refused as refused:
                return refused.reason

    committed_db.together(20, work)
    with scope.inside(brand.pk):
        rows = list(Chargeback.objects.all())
        held.refresh_from_db()
        assert len(rows) == 1
        assert on("contested") == -4900
        # A refund that came before the bank is real money too: the brand bears both, the helper neither.
        assert held.reimbursed_amount in (0, 4900)
        assert due(jonas) == 4165
        assert sum(row.money.amount for row in trial_balance()) == 0
