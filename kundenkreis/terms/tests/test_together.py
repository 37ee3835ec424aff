"""Managers who set the same terms at once: each change is told as it was, and none is lost."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.core import scope
from kundenkreis.disputes.models import DisputeRules
from kundenkreis.notifications.models import EventRow
from kundenkreis.payouts.models import PayoutRules
from kundenkreis.terms import actions
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))
MANY = 12


@pytest.mark.slow
def test_twelve_managers_at_once_leave_one_true_history(committed_db):
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        mira = make_person("Mira", AT, "manager")

    def work(number: int) -> object:
        with scope.inside(brand.pk):
            at = AT + timedelta(minutes=number)
            if number % 2:
                return actions.set_dispute_rules(days=number + 1, answer_days=5, second_look_days=7, reason=f"{number}", by=mira, at=at)  # fmt: skip
            return actions.set_payout_rules(minimum=1000 + number, holder="Alpenfon AG", iban="", bic="", reason=f"{number}", by=mira, at=at)  # fmt: skip

    committed_db.together(MANY, work)
    with scope.inside(brand.pk):
        for noun, field, row in (
            ("payouts", "minimum", PayoutRules.objects.get()),
            ("objections", "days", DisputeRules.objects.get()),
        ):
            rows = EventRow.objects.filter(name="terms_set", payload__noun=noun).order_by(
                "id"
            )
            steps = [each.payload["changes"][field] for each in rows]
            assert len(steps) == MANY // 2
            befores, afters = zip(*steps, strict=True)
            assert list(befores[1:]) == list(afters[:-1]), (
                "each begins where the last one ended"
            )
            assert getattr(row, field) == afters[-1]
