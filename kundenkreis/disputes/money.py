"""The money of a dispute: it waits, and then goes where the decision says. Each in its action's transaction."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.disputes import queries
from kundenkreis.disputes.models import Dispute, DisputeDecision
from kundenkreis.ledger import settled
from kundenkreis.ledger.models import Account
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts.queries import payouts_of
from kundenkreis.people.models import Person


def freeze(dispute: Dispute, *, by: Person | None, at: datetime) -> None:
    """What is due to the helper for this waits. A payout being prepared goes without it; what was sent stays hers."""
    for held in queries.holds(dispute.subject):
        paid = False
        for payout in payouts_of(held.subject):
            taken = payouts.take_out(payout, reason=_("Somebody objects to a part of it."), by=by, at=at)  # fmt: skip
            paid = paid or taken.is_gone
        key = f"{dispute.key}:{held.pk}"
        settled.freeze(subject=held.subject, key=key, due=not paid, by=by, at=at)


def thaw(dispute: Dispute, *, by: Person | None, at: datetime) -> None:
    """What still waits is due to the helper again."""
    for held in queries.holds(dispute.subject):
        settled.thaw(subject=held.subject, key=f"{dispute.key}:{held.pk}", by=by, at=at)


def carry_out(
    dispute: Dispute, decision: DisputeDecision, *, by: Person | None, at: datetime
) -> None:
    """Money goes where the decision says, part by part; then what is left is due again."""
    if decision.outcome == DisputeDecision.Outcome.HELPER:
        settled.reward(
            subject=dispute.subject, payee=dispute.helper, amount=decision.money, idem=f"{dispute.key}:reward", by=by, at=at
        )  # fmt: skip
    elif decision.amount:
        _give_back(dispute, decision, by=by, at=at)
    thaw(dispute, by=by, at=at)


def _give_back(
    dispute: Dispute, decision: DisputeDecision, *, by: Person | None, at: datetime
) -> None:
    at_fault = decision.bears == DisputeDecision.Bears.HELPER
    rest = decision.amount
    for held in queries.holds(dispute.subject):
        part = Money(min(rest, held.reimbursable.amount), decision.currency)
        if part:
            settled.reimburse(
                subject=held.subject,
                amount=part,
                source=Account.Kind.DISPUTED if at_fault else Account.Kind.GOODWILL,
                reason="dispute",
                idem=f"{dispute.key}:{held.pk}:back",
                by=by,
                at=at,
            )
        rest -= part.amount
