"""Doing what was tapped: now, or as of the moment it was tapped without a network."""

from collections.abc import Callable
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.pocket import is_late, tapped_at
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking

# The nouns a helper may tap in a dead zone; everything else is done now or not at all.
NOUNS = ("departure", "start", "completion", "unsuccessful", "call", "photos", "extras")


def now_or_late(
    request: Request,
    booking: Booking,
    act: Callable[..., Any],
    *,
    by: Person,
    **typed: Any,
) -> None:
    """Do `act` at the time of the tap.

    :raises Refused: when the time cannot be right, and whatever `act` refuses.
    """
    if is_late(request):
        at = tapped_at(request)
        actions.say_late(booking, act, **typed, by=by, at=at, heard_at=request.at)
    else:
        act(booking, **typed, by=by, at=request.at)
