"""Pages that a helper's own device keeps for a place without network."""

from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from kundenkreis.people.models import Person


def kept_for(person: Person, answer: HttpResponse) -> HttpResponse:
    """Mark the answer for the service worker; the hash tells owners apart and names nobody."""
    answer["X-Kept-For"] = salted_hmac(
        "kept-for", str(person.pk), algorithm="sha256"
    ).hexdigest()[:32]
    return answer
