"""API: the team gives back what was paid for a visit."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.core.money import Money
from kundenkreis.people.request import Request
from kundenkreis.redress import actions
from kundenkreis.redress.api import RefundIn, RefundOut, team
from kundenkreis.stages.marketplace import queries

router = Router(tags=["money"])


@router.post(
    "bookings/{uuid:pk}/refunds", response={201: RefundOut}, summary="Give money back"
)
def refund(request: Request, pk: UUID, body: RefundIn) -> Status[RefundOut]:
    """After the sign-off, from the company's money; from the brand's limit on, somebody else agrees first."""
    person = team(request)
    booking = queries.booking_for(person, pk, at=request.at)
    row = actions.refund(
        subject=booking.subject, amount=Money(body.amount.amount, body.amount.currency), reason=body.reason,
        text=body.text, by=person, at=request.at,
    )  # fmt: skip
    return Status(201, RefundOut.of(row))
