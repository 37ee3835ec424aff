"""API of the team: refunds that wait for a second person, and those that were made."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.core.schemas import Listed, MoneyOut, cursor_page
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.people.request import Request
from kundenkreis.redress import actions, queries
from kundenkreis.redress.models import Refund

router = Router(tags=["money"])


class RefundIn(Schema):
    """`reason`: not_as_agreed, wrong_price, twice, goodwill."""

    amount: MoneyOut
    reason: str
    text: str = ""


class RefundOut(Schema):
    """`state`: waiting (for a second person), made, refused."""

    id: UUID
    reference: str
    subject: str
    amount: MoneyOut
    reason: str
    text: str
    state: str
    asked_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, row: Refund) -> "RefundOut":
        state = "made" if row.done_at else "refused" if row.refused_at else "waiting"
        return cls(
            id=row.pk, reference=row.reference, subject=row.subject, amount=MoneyOut.of(row.money), reason=row.reason,
            text=row.text, state=state, asked_at=row.asked_at, done_at=row.done_at,
        )  # fmt: skip


def team(request: Request) -> Person:
    """Who calls, if she is of the team.

    :raises NotAllowed: everyone else.
    """
    person = me(request)
    if not holds(person, "agent", "manager", at=request.at):
        raise NotAllowed("not_yours", _("Only our team can do this."))
    return person


@router.get("refunds", response=Listed[RefundOut], summary="Refunds, for the team")
def refunds(
    request: Request, state: str = "", cursor: str = "", limit: int = 20
) -> Listed[RefundOut]:
    """Newest first; `state=waiting`: only those that wait for a second person."""
    team(request)
    rows = Refund.objects.waiting() if state == "waiting" else Refund.objects.all()
    found, after = cursor_page(rows, newest_by="asked_at", cursor=cursor, limit=limit)
    return Listed[RefundOut](items=[RefundOut.of(row) for row in found], next=after)


@router.post("refunds/{uuid:pk}/approval", response={201: RefundOut}, summary="Agree")
def approval(request: Request, pk: UUID) -> Status[RefundOut]:
    """By somebody else than who asked for it: the money goes back."""
    row = actions.approve(queries.refund(pk), by=team(request), at=request.at)
    return Status(201, RefundOut.of(row))


@router.post("refunds/{uuid:pk}/refusal", response={201: RefundOut}, summary="Do not agree")
def refusal(request: Request, pk: UUID) -> Status[RefundOut]:
    """By somebody else than who asked for it: nothing moves."""
    row = actions.refuse(queries.refund(pk), by=team(request), at=request.at)
    return Status(201, RefundOut.of(row))
