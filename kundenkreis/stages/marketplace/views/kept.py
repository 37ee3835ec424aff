"""Pages that a helper's own device keeps for a place without network."""

from datetime import datetime, timedelta

from django.http import HttpResponse

from kundenkreis.people.models import Person
from kundenkreis.people.pocket import mark_of
from kundenkreis.stages.marketplace.models import Booking

# As long as the helper sees the address here, her device may keep it.
AFTER_VISIT = timedelta(hours=24)
# A visit that begins so soon is kept with all its steps.
SOON = timedelta(hours=36)


def pocket_of(booking: Booking, person: Person) -> str:
    """The mark of her device's taps, for the helper of this visit only."""
    return mark_of(person) if booking.helper.person_id == person.pk else ""


def kept_for(person: Person, answer: HttpResponse, *, until: datetime) -> HttpResponse:
    """Mark the answer for the service worker: whose it is, and until when it may lie there."""
    answer["X-Kept-For"] = mark_of(person)
    answer["X-Kept-Until"] = until.isoformat()
    return answer


def kept_with(booking: Booking, person: Person, answer: HttpResponse) -> HttpResponse:
    """A page of this visit: her helper's device keeps it until a day after; others not at all."""
    if not pocket_of(booking, person):
        return answer
    return kept_for(person, answer, until=booking.ends_at + AFTER_VISIT)
