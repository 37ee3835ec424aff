"""API: what can be booked, who is free, and the order."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import AwareDatetime

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.doors import case_at_door, guests_of
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.schemas import Listed, cursor_page
from kundenkreis.firms.queries import firm_with, firms_of
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions, nearby, out, out_packages
from kundenkreis.stages.marketplace.api import given
from kundenkreis.stages.marketplace.doors import booking_at_door
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.schemas import (
    BookingIn,
    BookingOut,
    BookingShort,
    Packages,
    PaymentIn,
    Slots,
)

router = Router(tags=["visits"])
MADE = {201: BookingOut}


@router.get("service-packages", response=Packages, summary="What can be booked")
def packages(request: Request, postal_code: str = "") -> Packages:
    """With a postal code: also how many helpers could come there, and when the first."""
    rows = ServicePackage.objects.filter(withdrawn_at__isnull=True).select_related("brand")
    point = _point(request, postal_code) if postal_code else None
    return Packages(items=[out_packages.package(row, point, at=request.at) for row in rows])


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
    matches = nearby.suggestions(
        package=given.package(package), point=point, brand=request.brand, but_not=request.person,
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


@router.post("bookings", response=MADE, summary="Order a visit")
def book(request: Request, body: BookingIn) -> Status[BookingOut]:
    """Binding. The price is held until the sign-off; the helper is asked."""
    case, person = case_at_door(request, body.case)
    street, postal_code = given.where(body.address)
    booking = actions.book(
        case,
        package=given.package(body.package),
        helper=given.helper(body.helper) if body.helper else None,
        firm=firm_with(body.firm) if body.firm else None,
        starts_at=body.starts_at,
        postal_code=postal_code or case.postal_code,
        address=street | given.reach(case, body),
        payer=given.payer(body.payer, person, request),
        **given.payment(body.payment),
        back=request.build_absolute_uri("/").rstrip("/"),
        note=body.note,
        replace_missing=body.replace_missing,
        second_person=body.second_person,
        shown_price=body.price.amount if body.price else None,
        by=person,
        at=request.at,
    )
    return Status(201, given.whole(request, booking, person))


@router.get("bookings", response=Listed[BookingShort], summary="My visits")
def bookings(request: Request, cursor: str = "", limit: int = 20) -> Listed[BookingShort]:
    """As customer and as helper, newest order first."""
    mine = Booking.objects.with_names().around_people(guests_of(request))
    rows, after = cursor_page(mine, newest_by="made_at", cursor=cursor, limit=limit)
    return Listed[BookingShort](items=[out.short(request, row) for row in rows], next=after)


@router.post("bookings/{uuid:pk}/payment", response=MADE, summary="Pay, or pay otherwise")
def pay_anew(request: Request, pk: UUID, body: PaymentIn) -> Status[BookingOut]:
    """While the payment is awaited: another try, or another way. `payment.url` says where."""
    row, person = booking_at_door(request, pk)
    back = request.build_absolute_uri("/").rstrip("/")
    done = actions.pay_anew(row, payment=body.payment, back=back, by=person, at=request.at)
    return Status(201, given.whole(request, done, person))
