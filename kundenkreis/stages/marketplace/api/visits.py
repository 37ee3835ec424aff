"""API: what can be booked, who is free, bookings and everything that may happen to them."""

import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import AwareDatetime

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.doors import case_at_door, guests_of
from kundenkreis.cases.models import Case
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.firms.queries import firm_with, firms_of
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger.socket import PROVIDERS
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, calendar_feed, out, queries
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking, PayerKind
from kundenkreis.stages.marketplace.schemas import (
    AddressIn,
    BookingIn,
    BookingOut,
    BookingShort,
    DepartureIn,
    Packages,
    PaymentIn,
    ReasonIn,
    ReportIn,
    RequestIn,
    RescheduleIn,
    SignOffIn,
    Slots,
    StartIn,
    UnsuccessfulIn,
)

router = Router(tags=["visits"])
MADE = {201: BookingOut}


@router.get("service-packages", response=Packages, summary="What can be booked")
def packages(request: Request, postal_code: str = "") -> Packages:
    """With a postal code: also how many helpers could come there, and when the first."""
    rows = ServicePackage.objects.filter(withdrawn_at__isnull=True).select_related("brand")
    point = _point(request, postal_code) if postal_code else None
    return Packages(items=[out.package(row, point, at=request.at) for row in rows])


@router.get("slots", response=Slots, summary="Who could come, and when")
def slots(
    request: Request,
    package: str,
    postal_code: str = "",
    lat: float | None = None,
    lng: float | None = None,
    start: AwareDatetime | None = None,
    end: AwareDatetime | None = None,
    language: str = "",
    limit: int = 20,
) -> Slots:
    """Best first; from in an hour to in two weeks unless said otherwise (`from`, `to`)."""
    at = request.at
    point = Point(lat, lng) if lat is not None and lng is not None else _point(request, postal_code)  # fmt: skip
    start = start or _moment(request, "from")
    end = end or _moment(request, "to")
    matches = queries.suggestions(
        package=_package(package), point=point, brand=request.brand, but_not=request.person,
        language=language[:2], limit=max(1, min(limit, 100)), from_=start, until=end, at=at,
    )  # fmt: skip
    works = firms_of([match.helper.pk for match in matches], at=at)
    found = [
        item
        for match in _as_shown(matches)
        for item in out.slots(match, works.get(match.helper.pk), at=at)
    ]
    return Slots(items=found[:limit])


def _as_shown(matches: Sequence[Match]) -> Sequence[Match]:
    """By the score that is shown: an order by the true distance would tell it."""
    return sorted(matches, key=lambda match: (-sum(match.shown_parts.values()), str(match.helper.pk)))  # fmt: skip


def _moment(request: Request, name: str) -> AwareDatetime | None:
    """`from` and `to` are words of Python, so they are read by hand."""
    raw = request.GET.get(name, "")
    try:
        moment = out.moment(raw) if raw else None
    except ValueError:
        sentence = _(
            "Please give a time with its offset, such as 2026-03-10T16:00:00+01:00."
        )
        raise Invalid("bad_request", sentence, {name: sentence}) from None
    return moment


def _point(request: Request, postal_code: str) -> Point:
    place = helpers.postal_code(postal_code, country=request.brand.country)
    return Point(place.lat, place.lng)


def _package(key: str) -> ServicePackage:
    rows = ServicePackage.objects.select_related("brand").filter(withdrawn_at__isnull=True)
    found = rows.filter(slug=key).first()
    if not found:
        raise NotFound("unknown_package", _("There is no such service here."))
    return found


def _helper(pk: UUID) -> Helper:
    found = Helper.objects.select_related("person").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such helper here."))
    return found


@router.post("bookings", response=MADE, summary="Order a visit")
def book(request: Request, body: BookingIn) -> Status[BookingOut]:
    """Binding. The price is held until the sign-off; the helper is asked."""
    case, person = case_at_door(request, body.case)
    street, postal_code = _where(body.address)
    booking = actions.book(
        case,
        package=_package(body.package),
        helper=_helper(body.helper) if body.helper else None,
        firm=firm_with(body.firm) if body.firm else None,
        starts_at=body.starts_at,
        postal_code=postal_code or case.postal_code,
        address=street | _reach(case, body),
        payer=_payer(body.payer, person, request),
        **_payment(body.payment),
        back=request.build_absolute_uri("/").rstrip("/"),
        note=body.note,
        replace_missing=body.replace_missing,
        second_person=body.second_person,
        shown_price=body.price.amount if body.price else None,
        by=person,
        at=request.at,
    )
    return Status(201, _whole(request, booking, person))


def _where(address: AddressIn | str) -> tuple[dict[str, str], str]:
    """Street and postal code, also out of one line such as `Kanarienweg 77, 8004 Zürich`."""
    if isinstance(address, AddressIn):
        return {"street": address.street, "details": address.details}, address.postal_code
    street, _comma, rest = address.rpartition(",")
    found = re.search(r"\b\d{4,5}\b", rest or address)
    return {"street": street or address}, found[0] if found else ""


def _reach(case: Case, body: BookingIn | RequestIn) -> dict[str, str]:
    """What was not said now is known from the case's customer."""
    customer, contact = case.customer, body.contact
    return {
        "name": contact.name or customer.name or customer.shown_name,
        "phone": contact.phone or customer.phone,
        "email": contact.email,
    }


def _payment(given: str) -> dict[str, str]:
    """A way to pay by its name; anything else is the number of a test card."""
    return {"payment": given} if not given or given in PROVIDERS else {"means": given}


def _payer(payer: str, person: Person, request: Request) -> str:
    """Only staff lets the company pay."""
    if payer == PayerKind.COMPANY and is_staff(person, at=request.at):
        return PayerKind.COMPANY
    return PayerKind.CUSTOMER


@router.get("bookings", response=Listed[BookingShort], summary="My visits")
def bookings(request: Request, cursor: str = "", limit: int = 20) -> Listed[BookingShort]:
    """As customer and as helper, newest order first."""
    mine = Booking.objects.with_names().around_people(guests_of(request))
    rows, after = cursor_page(mine, newest_by="made_at", cursor=cursor, limit=limit)
    return Listed[BookingShort](items=[out.short(request, row) for row in rows], next=after)


@router.get("bookings/{uuid:pk}", response=BookingOut, summary="One visit")
def booking(request: Request, pk: UUID) -> BookingOut:
    """For its customer, its helper and staff; 404 for everyone else."""
    row, person = booking_at_door(request, pk)
    return _whole(request, row, person)


def _whole(request: Request, booking: Booking, person: Person) -> BookingOut:
    fresh = queries.booking_for(person, booking.pk, at=request.at)
    return out.whole(request, fresh, person)


@router.post("bookings/{uuid:pk}/payment", response=MADE, summary="Pay, or pay otherwise")
def pay_anew(request: Request, pk: UUID, body: PaymentIn) -> Status[BookingOut]:
    """While the payment is awaited: another try, or another way. `payment.url` says where."""
    row, person = booking_at_door(request, pk)
    back = request.build_absolute_uri("/").rstrip("/")
    done = actions.pay_anew(row, payment=body.payment, back=back, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/acceptance", response=MADE, summary="I come")
def accept(request: Request, pk: UUID) -> Status[BookingOut]:
    """The helper's yes."""
    row, person = booking_at_door(request, pk)
    return Status(201, _whole(request, actions.accept(row, by=person, at=request.at), person))  # fmt: skip


@router.post("bookings/{uuid:pk}/refusal", response=MADE, summary="I cannot come")
def refuse(request: Request, pk: UUID, body: ReasonIn) -> Status[BookingOut]:
    """The helper's no; the customer has her money back."""
    row, person = booking_at_door(request, pk)
    done = actions.refuse(row, reason=body.reason, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/departure", response=MADE, summary="I am on the way")
def depart(
    request: Request, pk: UUID, body: DepartureIn | None = None
) -> Status[BookingOut]:
    """The customer is told between when and when: in so many minutes, or as long as the way takes."""
    row, person = booking_at_door(request, pk)
    minutes = body.minutes if body else None
    done = actions.depart(row, minutes=minutes, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/start", response=MADE, summary="I am at the door")
def start(request: Request, pk: UUID, body: StartIn) -> Status[BookingOut]:
    """With the customer's word. After five wrong ones only the staff can let it start."""
    row, person = booking_at_door(request, pk)
    done = actions.start(row, code_word=body.code_word, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/completion", response=MADE, summary="The work is done")
def complete(request: Request, pk: UUID, body: ReportIn) -> Status[BookingOut]:
    """The customer is asked to sign off."""
    row, person = booking_at_door(request, pk)
    done = actions.complete(row, report=body.report, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/unsuccessful", response=MADE, summary="It did not work")
def unsuccessful(request: Request, pk: UUID, body: UnsuccessfulIn) -> Status[BookingOut]:
    """The customer pays nothing."""
    row, person = booking_at_door(request, pk)
    done = actions.unsuccessful(
        row, reason=body.reason, report=body.report, by=person, at=request.at
    )
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/sign-off", response=MADE, summary="Take the work as done")
def sign_off(request: Request, pk: UUID, body: SignOffIn) -> Status[BookingOut]:
    """The helper is paid, and the case is solved unless `solved` is false."""
    row, person = booking_at_door(request, pk)
    done = actions.sign_off(row, solved=body.solved, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post("bookings/{uuid:pk}/cancellation", response=MADE, summary="Cancel the visit")
def cancel(request: Request, pk: UUID, body: ReasonIn) -> Status[BookingOut]:
    """By either side. What it costs stands in `cancellation` before."""
    row, person = booking_at_door(request, pk)
    done = actions.cancel(row, reason=body.reason, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.post(
    "bookings/{uuid:pk}/withdrawal", response=MADE, summary="Withdraw the contract"
)
def withdraw(request: Request, pk: UUID) -> Status[BookingOut]:
    """The statutory right of consumers, where there is one: everything goes back."""
    row, person = booking_at_door(request, pk)
    return Status(201, _whole(request, actions.withdraw(row, by=person, at=request.at), person))  # fmt: skip


@router.post(
    "bookings/{uuid:pk}/no-show", response=MADE, summary="The other side did not come"
)
def no_show(request: Request, pk: UUID) -> Status[BookingOut]:
    """From ten minutes after the agreed time."""
    row, person = booking_at_door(request, pk)
    return Status(201, _whole(request, actions.no_show(row, by=person, at=request.at), person))  # fmt: skip


@router.post("bookings/{uuid:pk}/reschedule", response=MADE, summary="Another time")
def reschedule(request: Request, pk: UUID, body: RescheduleIn) -> Status[BookingOut]:
    """The helper is asked again."""
    row, person = booking_at_door(request, pk)
    done = actions.reschedule(row, starts_at=body.starts_at, by=person, at=request.at)
    return Status(201, _whole(request, done, person))


@router.get(
    "helpers/me/calendar.ics", summary="My visits as a calendar", response={200: str}
)
def calendar(request: Request) -> HttpResponse:
    """iCalendar (RFC 5545) of agreed visits from a week ago on, with the address while I may see it."""
    helper = helpers.helper_of(me(request))
    rows = Booking.objects.with_names().of_helper(helper).filter(
        during__endswith__gt=request.at - timedelta(days=7)
    )  # fmt: skip
    text = calendar_feed.calendar(rows.soonest_first(), me(request), at=request.at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
