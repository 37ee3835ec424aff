"""API: where the helper is while she is on the way, and the two ticks before a visit."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.schemas import BookingOut

router = Router(tags=["visits"])
MADE = {201: BookingOut}


class PositionIn(Schema):
    """WGS 84 degrees."""

    lat: float
    lng: float


@router.put("bookings/{uuid:pk}/position", response={204: None}, summary="Where I am")
def share_position(request: Request, pk: UUID, body: PositionIn) -> Status[None]:
    """By the helper on the way. The customer sees a distance; only the last place is kept."""
    row, person = booking_at_door(request, pk)
    actions.share_position(row, lat=body.lat, lng=body.lng, by=person, at=request.at)
    return Status(204, None)


@router.delete("bookings/{uuid:pk}/position", response={204: None}, summary="Stop sharing")
def stop_sharing(request: Request, pk: UUID) -> Status[None]:
    """What was known is deleted."""
    row, person = booking_at_door(request, pk)
    actions.stop_sharing(row, by=person, at=request.at)
    return Status(204, None)


@router.post("bookings/{uuid:pk}/call", response=MADE, summary="I have called")
def call(request: Request, pk: UUID) -> Status[BookingOut]:
    """The helper's tick, within twelve hours of accepting."""
    row, person = booking_at_door(request, pk)
    return Status(201, _whole(request, actions.say_called(row, by=person, at=request.at), person))  # fmt: skip


@router.post("bookings/{uuid:pk}/attendance", response=MADE, summary="I am there")
def attendance(request: Request, pk: UUID) -> Status[BookingOut]:
    """The customer's word the day before."""
    row, person = booking_at_door(request, pk)
    return Status(201, _whole(request, actions.reaffirm(row, by=person, at=request.at), person))  # fmt: skip


def _whole(request: Request, booking: Booking, person: Person) -> BookingOut:
    return out.whole(
        request, queries.booking_for(person, booking.pk, at=request.at), person
    )
