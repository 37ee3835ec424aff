"""Pages that a helper's own device keeps for a place without network."""

from datetime import datetime, timedelta

from django.http import HttpResponse

from kundenkreis.people.models import Person
from kundenkreis.people.pocket import mark_of

# As long as the helper sees the address here, her device may keep it.
AFTER_VISIT = timedelta(hours=24)


def kept_for(person: Person, answer: HttpResponse, *, until: datetime) -> HttpResponse:
    """Mark the answer for the service worker: whose it is, and until when it may lie there."""
    answer["X-Kept-For"] = mark_of(person)
    answer["X-Kept-Until"] = until.isoformat()
    return answer
