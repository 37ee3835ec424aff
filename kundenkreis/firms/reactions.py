"""What this room does when something was announced: it tells people."""

from kundenkreis.firms import queries
from kundenkreis.firms.events import (
    DispatcherNamed,
    FirmEvent,
    TechnicianDeclined,
    TechnicianInvited,
    TechnicianJoined,
    TechnicianLeft,
)
from kundenkreis.firms.models import Firm
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person


def tell_technician(event: TechnicianInvited, *, row: EventRow) -> None:
    """She reads what a yes would mean."""
    _tell(event, _person(event), "/helper/firm/", row)


def tell_dispatcher(event: DispatcherNamed, *, row: EventRow) -> None:
    """She reads what she may do now."""
    _tell(event, _person(event), "/firm/", row)


def tell_firm(event: TechnicianJoined | TechnicianDeclined, *, row: EventRow) -> None:
    """Its dispatchers hear what was answered."""
    for person in queries.dispatchers_of(_firm(event)):
        _tell(event, person, "/firm/technicians/", row)


def tell_of_leaving(event: TechnicianLeft, *, row: EventRow) -> None:
    """Both sides hear of it, whoever said so."""
    for person in queries.dispatchers_of(_firm(event)):
        _tell(event, person, "/firm/technicians/", row)
    _tell(event, _person(event), "/helper/firm/", row)


def _tell(event: FirmEvent, person: Person, path: str, row: EventRow) -> None:
    values = {"firm": _firm(event).name, "name": _person(event).shown_name}
    notify(person=person, kind=event.name, row=row, values=values, path=path)


def _firm(event: FirmEvent) -> Firm:
    return Firm.objects.get(pk=event.firm)


def _person(event: FirmEvent) -> Person:
    person: Person = Person.objects.get(pk=event.person)
    return person
