"""API: visits are stopped at once."""

from uuid import UUID

from ninja import Router, Schema

from kundenkreis.certification.queries import path_for_team
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Verification
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions

router = Router(tags=["certification"])


class SuspensionIn(Schema):
    """Why, as the helper reads it."""

    reason: str


class CalledOff(Schema):
    """The visits that were called off, free of charge for their customers."""

    bookings: list[UUID]


@router.post(
    "certifications/{uuid:pk}/suspension", response=CalledOff, summary="Suspend a helper"
)
def suspension(request: Request, pk: UUID, body: SuspensionIn) -> CalledOff:
    """No more visits of this service for now; the helper can contest it."""
    person = me_as(request, "manager")
    gone = actions.suspend_helper(path_for_team(pk), reason=body.reason, by=person, at=request.at)  # fmt: skip
    return CalledOff(bookings=[booking.pk for booking in gone])


@router.post(
    "verifications/{int:pk}/revocation", response=CalledOff, summary="Revoke a check"
)
def revocation(request: Request, pk: int) -> CalledOff:
    """It does not hold any more; visits that rest on it are called off in the same moment."""
    person = me_as(request, "manager")
    row = Verification.objects.select_related("helper").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", "")
    gone = actions.revoke_verification(row, by=person, at=request.at)
    return CalledOff(bookings=[booking.pk for booking in gone])
