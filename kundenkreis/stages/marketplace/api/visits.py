"""API: bookings and everything that may happen to them."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Status

from kundenkreis.helpers import queries as helpers
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, calendar_feed
from kundenkreis.stages.marketplace.api.given import whole
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.schemas import (
    BookingOut,
    DepartureIn,
    ReasonIn,
    ReportIn,
    RescheduleIn,
    SignOffIn,
    StartIn,
    UnsuccessfulIn,
)

router = Router(tags=["visits"])
MADE = {201: BookingOut}


@router.get("bookings/{uuid:pk}", response=BookingOut, summary="One visit")
def booking(request: Request, pk: UUID) -> BookingOut:
    """For its customer, its helper and staff; 404 for everyone else."""
    row, person = booking_at_door(request, pk)
    return whole(request, row, person)


@router.post("bookings/{uuid:pk}/acceptance", response=MADE, summary="I come")
def accept(request: Request, pk: UUID) -> Status[BookingOut]:
    """The helper's yes."""
    row, person = booking_at_door(request, pk)
    return Status(201, whole(request, actions.accept(row, by=person, at=request.at), person))  # fmt: skip


@router.post("bookings/{uuid:pk}/refusal", response=MADE, summary="I cannot come")
def refuse(request: Request, pk: UUID, body: ReasonIn) -> Status[BookingOut]:
    """The helper's no; the customer has her money back."""
    row, person = booking_at_door(request, pk)
    done = actions.refuse(row, reason=body.reason, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/departure", response=MADE, summary="I am on the way")
def depart(
    request: Request, pk: UUID, body: DepartureIn | None = None
) -> Status[BookingOut]:
    """The customer is told between when and when: in so many minutes, or as long as the way takes."""
    row, person = booking_at_door(request, pk)
    minutes = body.minutes if body else None
    done = actions.depart(row, minutes=minutes, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/start", response=MADE, summary="I am at the door")
def start(request: Request, pk: UUID, body: StartIn) -> Status[BookingOut]:
    """With the customer's word. After five wrong ones only the staff can let it start."""
    row, person = booking_at_door(request, pk)
    done = actions.start(row, code_word=body.code_word, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/completion", response=MADE, summary="The work is done")
def complete(request: Request, pk: UUID, body: ReportIn) -> Status[BookingOut]:
    """The customer is asked to sign off."""
    row, person = booking_at_door(request, pk)
    done = actions.complete(row, report=body.report, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/unsuccessful", response=MADE, summary="It did not work")
def unsuccessful(request: Request, pk: UUID, body: UnsuccessfulIn) -> Status[BookingOut]:
    """The customer pays nothing."""
    row, person = booking_at_door(request, pk)
    done = actions.unsuccessful(
        row, reason=body.reason, report=body.report, by=person, at=request.at
    )
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/sign-off", response=MADE, summary="Take the work as done")
def sign_off(request: Request, pk: UUID, body: SignOffIn) -> Status[BookingOut]:
    """The helper is paid, and the case is solved unless `solved` is false."""
    row, person = booking_at_door(request, pk)
    done = actions.sign_off(row, solved=body.solved, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post("bookings/{uuid:pk}/cancellation", response=MADE, summary="Cancel the visit")
def cancel(request: Request, pk: UUID, body: ReasonIn) -> Status[BookingOut]:
    """By either side. What it costs stands in `cancellation` before."""
    row, person = booking_at_door(request, pk)
    done = actions.cancel(row, reason=body.reason, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.post(
    "bookings/{uuid:pk}/withdrawal", response=MADE, summary="Withdraw the contract"
)
def withdraw(request: Request, pk: UUID) -> Status[BookingOut]:
    """The statutory right of consumers, where there is one: everything goes back."""
    row, person = booking_at_door(request, pk)
    return Status(201, whole(request, actions.withdraw(row, by=person, at=request.at), person))  # fmt: skip


@router.post(
    "bookings/{uuid:pk}/no-show", response=MADE, summary="The other side did not come"
)
def no_show(request: Request, pk: UUID) -> Status[BookingOut]:
    """From ten minutes after the agreed time."""
    row, person = booking_at_door(request, pk)
    return Status(201, whole(request, actions.no_show(row, by=person, at=request.at), person))  # fmt: skip


@router.post("bookings/{uuid:pk}/reschedule", response=MADE, summary="Another time")
def reschedule(request: Request, pk: UUID, body: RescheduleIn) -> Status[BookingOut]:
    """The helper is asked again."""
    row, person = booking_at_door(request, pk)
    done = actions.reschedule(row, starts_at=body.starts_at, by=person, at=request.at)
    return Status(201, whole(request, done, person))


@router.get(
    "helpers/me/calendar.ics", summary="My visits as a calendar", response={200: str}
)
def calendar(request: Request) -> HttpResponse:
    """iCalendar (RFC 5545) of agreed visits from a week ago on, with the address while I may see it."""
    helper = helpers.helper_of(me(request))
    rows = Booking.objects.with_names().to_go_to(helper).filter(
        during__endswith__gt=request.at - timedelta(days=7)
    )  # fmt: skip
    text = calendar_feed.calendar(rows.soonest_first(), me(request), at=request.at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
