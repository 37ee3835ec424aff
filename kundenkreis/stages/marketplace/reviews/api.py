"""API: reviewing a visit."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Review
from kundenkreis.stages.marketplace.schemas import ReviewIn, ReviewOut

router = Router(tags=["visits"])


@router.post(
    "bookings/{uuid:pk}/review", response={201: ReviewOut}, summary="Review the visit"
)
def review(request: Request, pk: UUID, body: ReviewIn) -> Status[ReviewOut]:
    """Hidden until both sides have reviewed or 14 days have passed."""
    row, person = booking_at_door(request, pk)
    marks: dict[str, int] = {
        name: int(Review.Mark[value.upper()]) for name, value in body.marks.items()
    }
    made = actions.review(
        row, stars=body.stars, text=body.text, marks=marks, by=person, at=request.at
    )
    return Status(201, out.review(made, queries.sides_of(person, row, at=request.at)))
