"""API of the team: what waits for a decision, and the decision. Both sides come in through the visit."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.disputes import actions, queries
from kundenkreis.disputes.models import Dispute, DisputeDecision
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.people.request import Request

router = Router(tags=["disputes"])


class DecisionOut(Schema):
    """`outcome`: none, part, full (back to the customer), helper (on top for the helper). `bears`: helper, company."""

    number: int
    outcome: str
    amount: MoneyOut
    bears: str
    reasons: str
    at: datetime

    @classmethod
    def of(cls, row: DisputeDecision) -> "DecisionOut":
        return cls(
            number=row.number,
            outcome=row.outcome,
            amount=MoneyOut.of(row.money),
            bears=row.bears,
            reasons=row.reasons,
            at=row.at,
        )


class DisputeOut(Schema):
    """An objection with both views. `state`: open, answered, unanswered, decided, second_look, settled, withdrawn."""

    id: UUID
    reference: str
    subject: str
    state: str
    side: str
    reason: str
    text: str
    answer: str
    again: str
    opened_at: datetime
    answer_by: datetime
    final_at: datetime | None
    decisions: list[DecisionOut]

    @classmethod
    def of(cls, row: Dispute) -> "DisputeOut":
        return cls(
            id=row.pk, reference=row.reference, subject=row.subject, state=row.state, side=row.side, reason=row.reason,
            text=row.text, answer=row.answer, again=row.again, opened_at=row.opened_at, answer_by=row.answer_by,
            final_at=row.final_at, decisions=[DecisionOut.of(each) for each in row.decisions.all()],
        )  # fmt: skip


class DecisionIn(Schema):
    """`amount` for part and helper; `bears` for part and full: helper or company."""

    outcome: str
    amount: MoneyOut | None = None
    bears: str = ""
    reasons: str


def _team(request: Request) -> Person:
    person = me(request)
    if not holds(person, "agent", "manager", at=request.at):
        raise NotAllowed("not_yours", _("Only our team can do this."))
    return person


@router.get("disputes", response=Listed[DisputeOut], summary="Objections, for the team")
def disputes(
    request: Request, state: str = "", cursor: str = "", limit: int = 20
) -> Listed[DisputeOut]:
    """Newest first; `state=waiting`: only those that wait for a decision."""
    _team(request)
    rows = Dispute.objects.with_names().prefetch_related("decisions")
    rows = rows.to_decide() if state == "waiting" else rows
    found, after = cursor_page(rows, newest_by="opened_at", cursor=cursor, limit=limit)
    return Listed[DisputeOut](items=[DisputeOut.of(row) for row in found], next=after)


@router.post("disputes/{uuid:pk}/decision", response={201: DisputeOut}, summary="Decide")
def decision(request: Request, pk: UUID, body: DecisionIn) -> Status[DisputeOut]:
    """With reasons that both sides read. After a second look by somebody else, it counts at once."""
    person = _team(request)
    amount = Money(body.amount.amount, body.amount.currency) if body.amount else None
    row = actions.decide(
        queries.dispute(pk), outcome=body.outcome, amount=amount, bears=body.bears, reasons=body.reasons,
        by=person, at=request.at,
    )  # fmt: skip
    return Status(201, DisputeOut.of(row))
