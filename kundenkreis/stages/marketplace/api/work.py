"""API: photos of a visit, and the sign-off by the customer's code."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.core.pictures import MOST_BYTES
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries
from kundenkreis.stages.marketplace.doors import booking_at_door, photo_at_door
from kundenkreis.stages.marketplace.schemas import BookingOut, CodeIn, PhotoOut

router = Router(tags=["visits"])


@router.post("bookings/{uuid:pk}/photos", response={201: PhotoOut}, summary="Add a photo")
def add_photo(request: Request, pk: UUID) -> Status[PhotoOut]:
    """The body is the picture itself: JPEG, PNG or WebP, at most 10 megabytes. Six a visit."""
    booking, person = booking_at_door(request, pk)
    data = request.read(MOST_BYTES + 1)
    made = actions.add_photo(booking, data, by=person, at=request.at)
    return Status(201, out.photo(request, made))


@router.delete("photos/{uuid:pk}", response={204: None}, summary="Remove a photo")
def remove_photo(request: Request, pk: UUID) -> Status[None]:
    """By the customer at any time, by the helper until the sign-off."""
    found, __, person = photo_at_door(request, pk)
    actions.remove_photo(found, by=person, at=request.at)
    return Status(204, None)


@router.post(
    "bookings/{uuid:pk}/sign-off-code",
    response={201: BookingOut},
    summary="Sign off by code",
)
def sign_off_by_code(request: Request, pk: UUID, body: CodeIn) -> Status[BookingOut]:
    """By the helper, with the five digits the customer tells. After five wrong ones no more."""
    row, person = booking_at_door(request, pk)
    done = actions.sign_off_by_code(row, code=body.code, by=person, at=request.at)
    fresh = queries.booking_for(person, done.pk, at=request.at)
    return Status(201, out.whole(request, fresh, person))
