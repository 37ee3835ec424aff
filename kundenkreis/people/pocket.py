"""What a device keeps for a place without network, and sends later: for whom, and since when.

A form that may be kept names its owner in the field `pocket`; the service worker sends it with
`X-Tapped-Ago`, the seconds since the button was pressed by the device's own clock, so a wrong clock
does no harm. The header is no part of what `once` compares: a second try is the same submission.
"""

import re
from datetime import datetime, timedelta

from django.http import HttpRequest  # noqa: TID251 - only its headers are read
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

# How long ago something may have been tapped.
LONGEST = timedelta(hours=24)
HEADER = "X-Tapped-Ago"


class SignedOut(Refused):
    """Nobody is signed in any more."""

    status = 401


def mark_of(person: Person) -> str:
    """Tells owners of one device apart and names nobody: 32 letters."""
    hashed = salted_hmac("kept-for", str(person.pk), algorithm="sha256")
    return hashed.hexdigest()[:32]


def is_late(request: HttpRequest) -> bool:
    """Whether a device kept this and sends it only now. Its program wants a problem document, no page."""
    return HEADER in request.headers


def tapped_at(request: Request) -> datetime:
    """When the button was pressed: now, or as long ago as the device says that kept the form.

    :raises Invalid: `bad_time`. :raises Refused: `too_old`, after 24 hours.
    """
    if not is_late(request):
        return request.at
    said = request.headers[HEADER]
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", said):
        raise Invalid("bad_time", _("The time of this tap cannot be right."))
    ago = timedelta(seconds=float(said))
    if ago > LONGEST:
        sentence = _("You tapped this more than 24 hours ago. Please call us.")
        raise Refused("too_old", sentence)
    return request.at - ago


def check_owner(request: Request) -> None:
    """What one person tapped is never sent as another's, nor as nobody's.

    :raises SignedOut: nobody is signed in. :raises NotAllowed: `other_person`.
    """
    if not is_late(request):
        return
    if not request.person:
        raise SignedOut("signed_out", _("Please sign in again."))
    if not constant_time_compare(request.POST.get("pocket", ""), mark_of(request.person)):
        sentence = _("Somebody else was signed in when this was tapped.")
        raise NotAllowed("other_person", sentence)
