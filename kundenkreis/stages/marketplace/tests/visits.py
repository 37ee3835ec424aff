"""A visit of Jonas at Vreni's, up to any state, for tests."""

from datetime import datetime, time, timedelta
from typing import Any

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases.actions import open_case
from kundenkreis.cases.models import Case
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions, terms
from kundenkreis.stages.marketplace.models import Booking
from tests.kept import kept

STREET = "Kanarienweg 77"
ADDRESS = {
    "street": STREET,
    "details": "3. Stock",
    "name": "Vreni Muster",
    "phone": "079 111 22 33",
}


def wifi() -> ServicePackage:
    """The package Jonas does."""
    return ServicePackage.objects.select_related("brand").get(slug="wifi")


def helper_jonas(jonas: Person, at: datetime, **more: Any) -> Helper:
    """Open every day from 6 to 22, so that tests may book when they like."""
    week = [(day, time(6), time(22)) for day in range(7)]
    return neighbour(jonas, wifi(), at=at, week=week, **more)


def case_of(person: Person, at: datetime) -> Case:
    """Her internet is down."""
    return open_case(
        customer=person, text="Internet geht nicht, Lämpchen rot.", by=person, at=at
    )


@kept
def jonas_helps(jonas: Person, at: datetime) -> Helper:
    """Jonas, open every day."""
    return helper_jonas(jonas, at)


@kept
def held(vreni: Person, jonas_helps: Helper, at: datetime) -> Booking:
    """A visit that waits for Jonas."""
    return visit(vreni, jonas_helps.person, at)


@kept
def confirmed(held: Booking, at: datetime) -> Booking:
    """A visit that Jonas has accepted."""
    return take(held, "accept", at)


@kept
def on_the_way(confirmed: Booking, at: datetime) -> Booking:
    """A visit to which Jonas is on his way."""
    return take(confirmed, "depart", at)


@kept
def in_progress(on_the_way: Booking, at: datetime) -> Booking:
    """A visit that has begun."""
    return take(on_the_way, "start", at)


@kept
def completed(in_progress: Booking, at: datetime) -> Booking:
    """A visit whose work is done."""
    return take(in_progress, "complete", at)


@kept
def closed(completed: Booking, at: datetime) -> Booking:
    """A visit that Vreni has signed off."""
    return take(completed, "sign_off", at)


def order(
    case: Case, helper: Helper | None, starts_at: datetime, at: datetime, **more: Any
) -> Booking:
    """The customer books the helper."""
    values = {
        "package": wifi(),
        "postal_code": "8004",
        "address": ADDRESS,
        "by": case.customer,
        **more,
    }
    return actions.book(case, helper=helper, starts_at=starts_at, at=at, **values)


def visit(
    vreni: Person, jonas: Person, at: datetime, state: str = "held", **more: Any
) -> Booking:
    """A booking for tomorrow at ten, brought into the wanted state the usual way."""
    starts = at + timedelta(days=1, hours=1)
    helper = Helper.objects.filter(person=jonas).first() or helper_jonas(jonas, at)
    booking = order(case_of(vreni, at), helper, starts, at, **more)
    steps: dict[str, list[Any]] = {
        "held": [],
        "confirmed": ["accept"],
        "on_the_way": ["accept", "depart"],
        "in_progress": ["accept", "depart", "start"],
        "completed": ["accept", "depart", "start", "complete"],
        "closed": ["accept", "depart", "start", "complete", "sign_off"],
        "declined": ["refuse"],
        "expired": ["expire"],
        "cancelled": ["cancel"],
        "no_show": ["accept", "depart", "no_show"],
        "unsuccessful": ["accept", "depart", "start", "unsuccessful"],
    }
    for name in steps[state]:
        booking = take(booking, name, at)
    return booking


def take(booking: Booking, name: str, at: datetime) -> Booking:
    """One step by whoever takes it, when it is time for it."""
    jonas, vreni = booking.helper.person, booking.customer
    starts = booking.starts_at
    if name == "agree":
        other = starts + timedelta(days=1)
        actions.propose_times(booking, times=[other], by=jonas, at=at)
    moments = {
        "accept": (jonas, at), "refuse": (jonas, at), "depart": (jonas, starts - timedelta(minutes=10)),
        "start": (jonas, starts), "complete": (jonas, starts + timedelta(minutes=50)),
        "unsuccessful": (jonas, starts + timedelta(minutes=50)), "no_show": (jonas, starts + timedelta(minutes=15)),
        "sign_off": (vreni, starts + timedelta(hours=1)), "sign_off_by_code": (jonas, starts + timedelta(hours=1)), "cancel": (vreni, at), "withdraw": (vreni, at), "dispute": (vreni, starts + timedelta(hours=2)),
        "reschedule": (vreni, at), "agree": (vreni, at), "expire": (None, booking.accept_by),
        "close": (None, starts + timedelta(days=9)), "pay": (None, at), "lapse": (None, at + timedelta(hours=1)), "let_go": (None, starts),
    }  # fmt: skip
    by, moment = moments[name]
    more: Any = {"start": {"code_word": booking.code_word}, "sign_off_by_code": {"code": terms.sign_off_code(booking)}, "dispute": {"reason": "not_done", "text": "Es geht nicht."}, "reschedule": {"starts_at": starts + timedelta(days=1)}}.get(name, {})  # fmt: skip
    act: Any = getattr(actions, name)
    result: Booking = act(booking, by=by, at=max(moment, at), **more)
    return result
