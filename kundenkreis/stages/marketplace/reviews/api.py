"""API: reviewing a visit, the reply, reports, and what everyone may read of a helper."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.cases.doors import guests_of
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries, reviewed
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Review
from kundenkreis.stages.marketplace.reviews import neighbour
from kundenkreis.stages.marketplace.schemas import ReviewIn, ReviewOut

router = Router(tags=["visits"])


class ReplyIn(Schema):
    """The one public reply."""

    text: str


class ReportIn(Schema):
    """`reason`: illegal, personal, insult, untrue, other. Without an account, whom to answer."""

    reason: str
    text: str = ""
    name: str = ""
    email: str = ""


class ReportOut(Schema):
    """It has arrived; a person of the team decides, with reasons."""

    id: UUID
    reason: str
    at: datetime


class PublicReviewOut(Schema):
    """What a customer said of a helper after a completed visit. `month`: `2026-03`, never the day."""

    id: UUID
    verified: bool = True
    stars: int
    text: str
    month: str
    package: str
    reply: str | None


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


@router.post("reviews/{uuid:pk}/reply", response={201: ReviewOut}, summary="Reply, once")
def reply(request: Request, pk: UUID, body: ReplyIn) -> Status[ReviewOut]:
    """By who was reviewed; as public as the review, and unchanging."""
    row = reviewed.review_for(pk, guests_of(request))
    booking, person = booking_at_door(request, row.booking_id)
    actions.reply(row, text=body.text, by=person, at=request.at)
    sides = queries.sides_of(person, booking, at=request.at)
    return Status(201, out.review(reviewed.review_for(pk, [person]), sides))


@router.post("reviews/{uuid:pk}/reports", response={201: ReportOut}, summary="Report it")
def report(request: Request, pk: UUID, body: ReportIn) -> Status[ReportOut]:
    """This review should not stand there: whoever can read it may say so, also without an account."""
    row = reviewed.review_for(pk, guests_of(request))
    made = actions.report(row, **body.dict(), by=request.person, at=request.at)
    return Status(201, ReportOut(id=made.pk, reason=made.reason, at=made.at))


@router.get(
    "helpers/{uuid:pk}/reviews",
    response=Listed[PublicReviewOut],
    summary="What customers say of a helper",
)
def reviews(
    request: Request, pk: UUID, cursor: str = "", limit: int = 20
) -> Listed[PublicReviewOut]:
    """Latest first, without names: only customers with a completed visit, each once a visit."""
    member = neighbour.member_for(pk, at=request.at)
    rows, after = cursor_page(
        reviewed.public_reviews(member.helper), newest_by="revealed_at", cursor=cursor, limit=limit
    )  # fmt: skip
    return Listed[PublicReviewOut](items=[_public(row) for row in rows], next=after)


def _public(row: Review) -> PublicReviewOut:
    answer = getattr(row, "reply", None)
    return PublicReviewOut(
        id=row.public_id,
        stars=row.stars,
        text=row.text,
        month=f"{row.at:%Y-%m}",
        package=row.booking.package.slug,
        reply=answer.text if answer else None,
    )
