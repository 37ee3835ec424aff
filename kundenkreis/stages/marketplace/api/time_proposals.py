"""API: another time for a visit, proposed by one side and taken by the other."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries, queries_times
from kundenkreis.stages.marketplace.doors import booking_at_door, proposal_at_door
from kundenkreis.stages.marketplace.models import Booking, TimeProposal
from kundenkreis.stages.marketplace.schemas import (
    AcceptanceIn,
    BookingOut,
    ProposedTimeOut,
    TimeProposalOut,
    TimeProposals,
    TimesIn,
)

router = Router(tags=["visits"])
MADE = {201: TimeProposalOut}
PATH = "bookings/{uuid:pk}/time-proposals"


@router.get(PATH, response=TimeProposals, summary="Other times asked for")
def listed(request: Request, pk: UUID) -> TimeProposals:
    """The newest first; `free` holds times that could be proposed now."""
    booking, person = booking_at_door(request, pk)
    rows = queries_times.proposals_of(booking)
    return TimeProposals(
        items=[_out(row, booking, request) for row in rows],
        free=list(queries_times.free_times(booking, person, at=request.at)),
    )


@router.post(PATH, response=MADE, summary="Ask for another time")
def propose(request: Request, pk: UUID, body: TimesIn) -> Status[TimeProposalOut]:
    """By either side. The visit stays where it is until the other side takes one."""
    booking, person = booking_at_door(request, pk)
    made = actions.propose_times(booking, times=body.times, by=person, at=request.at)
    return Status(201, _out(made, booking, request))


@router.post(
    "time-proposals/{uuid:pk}/acceptance",
    response={201: BookingOut},
    summary="Take one of the times",
)
def accept(
    request: Request, pk: UUID, body: AcceptanceIn | None = None
) -> Status[BookingOut]:
    """By the other side; without `starts_at`, the first. The visit is confirmed for then."""
    proposal, booking, person = proposal_at_door(request, pk)
    starts_at = body.starts_at if body else None
    actions.agree(booking, proposal=proposal, starts_at=starts_at, by=person, at=request.at)
    fresh = queries.booking_for(person, booking.pk, at=request.at)
    return Status(201, out.whole(request, fresh, person))


@router.post("time-proposals/{uuid:pk}/refusal", response=MADE, summary="None suits")
def refuse(request: Request, pk: UUID) -> Status[TimeProposalOut]:
    """The visit stays where it is."""
    proposal, booking, person = proposal_at_door(request, pk)
    done = actions.decline_times(proposal, by=person, at=request.at)
    return Status(201, _out(done, booking, request))


@router.post(
    "time-proposals/{uuid:pk}/withdrawal", response=MADE, summary="Take the question back"
)
def withdraw(request: Request, pk: UUID) -> Status[TimeProposalOut]:
    """By the side that asked."""
    proposal, booking, person = proposal_at_door(request, pk)
    done = actions.withdraw_times(proposal, by=person, at=request.at)
    return Status(201, _out(done, booking, request))


def _out(row: TimeProposal, booking: Booking, request: Request) -> TimeProposalOut:
    times = [
        ProposedTimeOut(
            starts_at=each,
            free=row.is_open and queries_times.is_free(booking, each, at=request.at),
        )
        for each in row.times
    ]
    return TimeProposalOut(
        id=row.pk, booking=booking.pk, side=row.side, times=times, asked_at=row.at,
        answer_by=row.answer_by, state=row.state, answered_at=row.answered_at, taken=row.taken,
    )  # fmt: skip
