"""API: what banks took back, for the team."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.chargebacks import actions, queries
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.people.request import Request

router = Router(tags=["money"])


class ChargebackOut(Schema):
    """`outcome`: empty while the bank has not decided, then won or lost. The helper is paid in any case."""

    id: UUID
    reference: str
    subject: str
    customer: str
    amount: MoneyOut
    fee: MoneyOut
    reason: str
    opened_at: datetime
    answer_by: datetime | None
    evidence: str
    evidence_at: datetime | None
    ended_at: datetime | None
    outcome: str


class EvidenceIn(Schema):
    """Our side, for the bank."""

    text: str


@router.get("chargebacks", response=Listed[ChargebackOut], summary="Chargebacks")
def chargebacks(request: Request, cursor: str = "", limit: int = 20) -> Listed[ChargebackOut]:  # fmt: skip
    """For agents and managers; newest first."""
    _team(request)
    rows = Chargeback.objects.all().with_names()
    found, after = cursor_page(rows, newest_by="opened_at", cursor=cursor, limit=limit)
    return Listed[ChargebackOut](items=[_out(row) for row in found], next=after)


@router.post(
    "chargebacks/{uuid:pk}/evidence",
    response={201: ChargebackOut},
    summary="Tell the bank our side",
)
def evidence(request: Request, pk: UUID, body: EvidenceIn) -> Status[ChargebackOut]:
    """Once, before `answer_by`."""
    person = _team(request)
    row = queries.chargeback(pk)
    actions.give_evidence(row, text=body.text, by=person, at=request.at)
    return Status(201, _out(queries.chargeback(pk)))


def _team(request: Request) -> Person:
    person = me(request)
    if not holds(person, "agent", "manager", at=request.at):
        raise NotFound("not_found", "")
    return person


def _out(row: Chargeback) -> ChargebackOut:
    return ChargebackOut(
        id=row.pk, reference=row.reference, subject=row.subject, customer=row.customer.shown_name,
        amount=MoneyOut.of(row.money), fee=MoneyOut.of(row.fee_money), reason=row.reason, opened_at=row.opened_at, answer_by=row.answer_by,
        evidence=row.evidence, evidence_at=row.evidence_at, ended_at=row.ended_at, outcome=row.outcome,
    )  # fmt: skip
