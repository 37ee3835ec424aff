"""API after a visit: again, not again, and the next order."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.doors import booking_at_door

router = Router(tags=["visits"])


class SaidOut(Schema):
    """What was said about the other side; private to who said it."""

    id: UUID


class AgainIn(Schema):
    """What it is about this time."""

    text: str


class AgainOut(Schema):
    """A new case with the same service, place and address; order it with `POST bookings`."""

    case: UUID
    helper: UUID
    package: str | None
    postal_code: str


MADE = {201: SaidOut}


@router.post("bookings/{uuid:pk}/favourite", response=MADE, summary="Her again")
def favour(request: Request, pk: UUID) -> Status[SaidOut]:
    """By the customer: the helper stands first when she books."""
    booking, person = booking_at_door(request, pk)
    return Status(201, SaidOut(id=actions.favour(booking, by=person, at=request.at).pk))


@router.post("bookings/{uuid:pk}/avoidance", response=MADE, summary="Not this person again")
def avoid(request: Request, pk: UUID) -> Status[SaidOut]:
    """By either side; the other never learns of it."""
    booking, person = booking_at_door(request, pk)
    return Status(201, SaidOut(id=actions.avoid(booking, by=person, at=request.at).pk))


@router.post(
    "bookings/{uuid:pk}/repetition", response={201: AgainOut}, summary="Book again"
)
def repeat(request: Request, pk: UUID, body: AgainIn) -> Status[AgainOut]:
    """After the visit, for customers with an account."""
    booking, person = booking_at_door(request, pk)
    wish = actions.book_again(booking, text=body.text, by=person, at=request.at)
    answer = AgainOut(
        case=wish.case_id, helper=booking.helper_id, postal_code=wish.postal_code,
        package=wish.package.slug if wish.package else None,
    )  # fmt: skip
    return Status(201, answer)
