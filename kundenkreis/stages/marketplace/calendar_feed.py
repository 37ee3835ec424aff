"""A helper's visits as iCalendar text (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import LIVE, State


def calendar(rows: Iterable[Booking], person: Person | None, *, at: datetime) -> str:
    """Agreed visits; asked ones as tentative. The address only while the person may see it.

    Without a person (a secret address, read by somebody else's server) never.
    """
    events = [
        line for row in rows if row.state in LIVE for line in _event(row, person, at=at)
    ]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kundenkreis//Visits//EN", "CALSCALE:GREGORIAN"]  # fmt: skip
    return "\r\n".join(_folded(line) for line in [*head, *events, "END:VCALENDAR"]) + "\r\n"


def _event(row: Booking, person: Person | None, *, at: datetime) -> list[str]:
    address = person and queries.address_for(person, row, at=at)
    place = f"{row.request.postal_code} {row.request.place}"
    where = f"{address.street}, {place}" if address else place
    return [
        "BEGIN:VEVENT",
        f"UID:{row.pk}@kundenkreis",
        f"SEQUENCE:{row.seq}",
        f"DTSTAMP:{_utc(at)}",
        f"DTSTART:{_utc(row.starts_at)}",
        f"DTEND:{_utc(row.ends_at)}",
        "SUMMARY:" + _text(f"{row.package} – {place}"),
        "LOCATION:" + _text(where),
        "DESCRIPTION:" + _text(_("Reference {reference}").format(reference=row.reference)),
        "STATUS:" + ("TENTATIVE" if row.state == State.HELD else "CONFIRMED"),
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """Characters that mean something to a calendar are escaped (3.3.11)."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line longer than 75 octets (3.1), and no letter cut in two."""
    parts, size, start = [], 0, 0
    for index, letter in enumerate(line):
        octets = len(letter.encode())
        if size + octets > 74:
            parts.append(line[start:index])
            start, size = index, 0
        size += octets
    return "\r\n ".join([*parts, line[start:]])
