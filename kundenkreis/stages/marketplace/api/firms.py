"""API for a firm's dispatcher: what waits, who could go, who goes."""

from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.firms import queries as firms
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, out, queries, queries_firms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.schemas import BookingOut, BookingShort

router = Router(tags=["firms"])


class FirmVisits(Schema):
    """What waits for the dispatcher's word, and what is agreed for the next two weeks."""

    waiting: list[BookingShort]
    agreed: list[BookingShort]


class TechnicianIn(Schema):
    """Who goes there; `second`: who goes along where two come, else who was to or is free."""

    helper: UUID
    second: UUID | None = None


class TechnicianOut(Schema):
    """A technician of the firm, and why she cannot go; empty: she can."""

    id: UUID
    name: str
    obstacle: str


class TechniciansOut(Schema):
    """Everyone of the firm, by name."""

    items: list[TechnicianOut]


@router.get("firms/mine/visits", response=FirmVisits, summary="My firm's visits")
def visits(request: Request) -> FirmVisits:
    """Requests first by urgency; agreed visits in order."""
    firm = firms.firm_for(me(request))
    return FirmVisits(
        waiting=[out.short(request, row) for row in queries_firms.waiting_for_firm(firm)],
        agreed=[
            out.short(request, row)
            for row in queries_firms.agreed_of_firm(firm, at=request.at)
        ],
    )


@router.get(
    "bookings/{uuid:pk}/technicians", response=TechniciansOut, summary="Who could go"
)
def technicians(request: Request, pk: UUID) -> TechniciansOut:
    """Each technician of the firm, with the sentence why she cannot go."""
    booking, person = _mine(request, pk)
    found = queries_firms.candidates(booking, by=person, at=request.at)
    return TechniciansOut(
        items=[
            TechnicianOut(id=each.helper.pk, name=each.helper.person.shown_name, obstacle=each.obstacle)
            for each in found
        ]
    )  # fmt: skip


@router.post(
    "bookings/{uuid:pk}/assignment", response={201: BookingOut}, summary="Send a technician"
)
def assign(request: Request, pk: UUID, body: TechnicianIn) -> Status[BookingOut]:
    """By the firm's dispatcher; again until she is on the way. The customer is told who comes."""
    booking, person = _mine(request, pk)
    firm = firms.firm_for(person)
    helper = firms.technician(firm, body.helper, at=request.at)
    second = firms.technician(firm, body.second, at=request.at) if body.second else None
    done = actions.assign(booking, helper, second=second, by=person, at=request.at)
    fresh = queries.booking_for(person, done.pk, at=request.at)
    return Status(201, out.whole(request, fresh, person))


def _mine(request: Request, pk: UUID) -> tuple[Booking, Person]:
    """A visit of the dispatcher's own firm.

    :raises NotFound: of another firm, or of none.
    """
    person = me(request)
    return queries_firms.visit_of(firms.firm_for(person), pk, by=person, at=request.at), person  # fmt: skip
