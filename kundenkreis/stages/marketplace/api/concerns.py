"""API: telling the team in silence that something is not right at a visit."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door

router = Router(tags=["visits"])


class ConcernIn(Schema):
    """`reason`: unsafe, another_person, money_outside, passwords, danger, other."""

    reason: str
    text: str = ""


class ConcernOut(Schema):
    """It has arrived."""

    id: UUID
    reason: str
    at: datetime


@router.post("bookings/{uuid:pk}/concern", response={201: ConcernOut}, summary="Not right")
def concern(request: Request, pk: UUID, body: ConcernIn) -> Status[ConcernOut]:
    """Only the team reads it; nothing of it is seen by the other side."""
    row, person = booking_at_door(request, pk)
    made = actions.raise_concern(
        row, reason=body.reason, text=body.text, by=person, at=request.at
    )
    return Status(201, ConcernOut(id=made.pk, reason=made.reason, at=made.at))
