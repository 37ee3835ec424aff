"""To whom a sentence about a visit goes, what it may say, and where it leads."""

from datetime import datetime
from typing import Any

from kundenkreis.core.money import Money
from kundenkreis.firms.queries import dispatchers_of
from kundenkreis.ledger.models import FundsHold
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.notices import FOR_HELPER
from kundenkreis.stages.marketplace.queries import checks_in_words, total_of
from kundenkreis.stages.marketplace.terms import sign_off_code, unpaid_until

PATHS = {
    "visit_asked": "/helper/requests/",
    "visit_moved": "/helper/requests/",
    "request_missed": "/helper/availability/",
    "visit_called_off": "/helper/",
    "no_show_noted": "/helper/",
    "visit_signed_off": "/helper/earnings/",
}
ON_THE_CASE = ("visit_cancelled", "visit_unsuccessful", "visit_missed")
# Where the mail shows who comes.
WITH_PICTURE = ("visit_soon", "helper_on_the_way", "technician_named")
CHOOSE_AGAIN = ("visit_declined", "visit_expired", "payment_missed")
# What in a firm its dispatchers hear instead of the technician, and what both do.
FOR_FIRM = ("visit_asked", "request_missed", "visit_moved", "visit_signed_off")
FOR_BOTH = ("visit_called_off", "no_show_noted")


def booking_with(pk: str) -> Booking:
    return Booking.objects.with_names().get(pk=pk)


def notify_of(booking: Booking, kind: str, row: EventRow) -> None:
    """Tell whom it concerns: the customer, the helper, or in a firm its dispatchers."""
    values = values_of(booking, kind)
    for person in recipients(booking, kind):
        own = person.pk in (booking.customer_id, booking.helper.person_id)
        path = _path(booking, kind) if own else "/firm/"
        notify(person=person, kind=kind, row=row, values=values, path=path)


def recipients(booking: Booking, kind: str) -> list[Person]:
    """Who reads this kind. A technician hears nothing of visits that were never assigned to her."""
    if kind not in FOR_HELPER:
        return [booking.customer]
    helper = booking.helper.person
    if booking.firm is None or kind not in (*FOR_FIRM, *FOR_BOTH):
        return [helper]
    people = dispatchers_of(booking.firm)
    knows = kind in FOR_BOTH and booking.history.filter(to_state="confirmed").exists()
    return [*people, helper] if knows and helper not in people else people


def _path(booking: Booking, kind: str) -> str:
    if kind in CHOOSE_AGAIN:
        return f"{booking.case.path}visit/"
    if kind in ON_THE_CASE:
        return booking.case.path
    if kind in ("payment_awaited", "visit_price_due"):
        return f"{booking.path}payment/"
    return PATHS.get(kind, booking.path)


def _pay_until(booking: Booking) -> datetime:
    return unpaid_until(booking) if booking.hold_at else booking.pay_by or booking.accept_by


def values_of(booking: Booking, kind: str = "") -> dict[str, Any]:
    """All that a sentence may need; nothing of the address."""
    back, earned = 0, 0
    for held in FundsHold.objects.of(booking.subject):
        back += held.refunded_amount
        earned += held.captured_amount - held.commission_amount
    return {
        "helper": booking.face.shown_name,
        "firm": booking.firm.name if booking.firm else "",
        "package": booking.package.words,
        "when": booking.starts_at,
        "price": total_of(booking),
        "reference": booking.reference,
        "comes_from": booking.visit.comes_from or booking.starts_at,
        "comes_until": booking.visit.comes_until or booking.starts_at,
        "phone": booking.brand.phone,
        "checks": checks_in_words(booking),
        "picture": f"helper:{booking.helper_id}"
        if kind in WITH_PICTURE and booking.is_named
        else "",
        "code_word": booking.code_word,
        "sign_off_code": sign_off_code(booking),
        "answer_by": booking.accept_by,
        "pay_by": _pay_until(booking),
        "place": f"{booking.request.postal_code} {booking.request.place}",
        "back": Money(back, booking.currency),
        "earned": Money(earned, booking.currency),
    }
