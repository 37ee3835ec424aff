"""Vreni's visit by Jonas is done and paid; what the tests of this room say again and again."""

from datetime import datetime, timedelta
from typing import Any

from kundenkreis.core.money import Money
from kundenkreis.disputes import actions
from kundenkreis.disputes.models import Dispute
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold
from kundenkreis.people.models import Person

REASONS = "Both agree that the router still shows red."


def taken(vreni: Person | None, jonas: Person, at: datetime, **more: Any) -> FundsHold:
    """CHF 41.65 are due to Jonas, CHF 7.35 are commission."""
    hold(vreni, jonas, at, **more)
    return ledger.capture(
        subject=more.get("subject", SUBJECT), payee=jonas, commission=chf(735), by=vreni, at=at
    )  # fmt: skip


def objection(vreni: Person, jonas: Person, done: datetime, **more: Any) -> Dispute:
    """She objects the day after."""
    words: dict[str, Any] = {
        "subject": SUBJECT, "customer": vreni, "helper": jonas, "side": "customer", "reason": "not_done",
        "text": "The router still shows red.", "done_at": done, "by": vreni, "at": done + timedelta(days=1),
    }  # fmt: skip
    return actions.object_to(**{**words, **more})


def heard(dispute: Dispute) -> Dispute:
    """Jonas has told his view."""
    return actions.answer(
        dispute, text="It was green when I left.", side="helper", by=dispute.helper, at=dispute.opened_at
    )  # fmt: skip


def decided(dispute: Dispute, by: Person, **more: Any) -> Dispute:
    """Half of it goes back, and Jonas bears it, unless a test says else."""
    words: dict[str, Any] = {
        "outcome": "part", "amount": Money(2450, "CHF"), "bears": "helper", "reasons": REASONS,
        "at": dispute.opened_at + timedelta(days=2),
    }  # fmt: skip
    return actions.decide(dispute, by=by, **{**words, **more})


def final(dispute: Dispute) -> datetime:
    """When the decision counts."""
    assert dispute.final_at is not None
    return dispute.final_at
