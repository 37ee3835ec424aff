"""API: objecting to a visit, and what either side may do then."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from kundenkreis.core.refusal import NotFound
from kundenkreis.disputes import actions as disputes
from kundenkreis.disputes.api import DisputeOut
from kundenkreis.disputes.models import Dispute
from kundenkreis.disputes.queries import dispute_of
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking

router = Router(tags=["disputes"])
MADE = {201: DisputeOut}


class ObjectionIn(Schema):
    """`reason`: not_done, damage, other_price, time, behaviour, other. `side` (customer, helper): only the team says it."""

    reason: str
    text: str
    side: str = ""


class ViewIn(Schema):
    """In one's own words."""

    text: str


class DisputeAnswer(Schema):
    """The objection about this visit, or null."""

    dispute: DisputeOut | None


@router.get("bookings/{uuid:pk}/disputes", response=DisputeAnswer, summary="The objection")
def objection(request: Request, pk: UUID) -> DisputeAnswer:
    """Both sides read the same."""
    booking, _person = booking_at_door(request, pk)
    row = dispute_of(booking.subject)
    return DisputeAnswer(dispute=DisputeOut.of(row) if row else None)


@router.post("bookings/{uuid:pk}/disputes", response=MADE, summary="Object to the visit")
def dispute(request: Request, pk: UUID, body: ObjectionIn) -> Status[DisputeOut]:
    """The money of the visit waits from now on; the other side is asked for a view."""
    booking, person = booking_at_door(request, pk)
    actions.dispute(
        booking, reason=body.reason, text=body.text, side=body.side, by=person, at=request.at
    )  # fmt: skip
    return Status(201, DisputeOut.of(_there(booking)))


@router.post("bookings/{uuid:pk}/disputes/answer", response=MADE, summary="My view")
def answer(request: Request, pk: UUID, body: ViewIn) -> Status[DisputeOut]:
    """The other side's view, once; also late, until it is decided."""
    row, person, side = _mine(request, pk, "answer")
    done = disputes.answer(row, text=body.text, side=side, by=person, at=request.at)
    return Status(201, DisputeOut.of(done))


@router.post(
    "bookings/{uuid:pk}/disputes/withdrawal", response=MADE, summary="Take it back"
)
def withdrawal(request: Request, pk: UUID) -> Status[DisputeOut]:
    """Before it is decided; the money is due again."""
    row, person, side = _mine(request, pk, "withdrawal")
    done = disputes.take_back(row, side=side, by=person, at=request.at)
    return Status(201, DisputeOut.of(done))


@router.post(
    "bookings/{uuid:pk}/disputes/second-look", response=MADE, summary="Second look"
)
def second_look(request: Request, pk: UUID, body: ViewIn) -> Status[DisputeOut]:
    """Once: somebody else of the team looks again."""
    row, person, side = _mine(request, pk, "second-look")
    done = disputes.ask_again(row, text=body.text, side=side, by=person, at=request.at)
    return Status(201, DisputeOut.of(done))


def _there(booking: Booking) -> Dispute:
    row = dispute_of(booking.subject)
    if not row:
        raise NotFound("not_found", _("There is no such objection."))
    return row


def _mine(request: Request, pk: UUID, noun: str) -> tuple[Dispute, Person, str]:
    booking, person = booking_at_door(request, pk)
    row = _there(booking)
    return row, person, queries.side_in(row, person, booking, noun=noun, at=request.at)
