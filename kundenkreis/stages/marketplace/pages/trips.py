"""What a booking's page says of the way: between when and when, how far, and what is still to be said."""

from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core.geo import distance_m
from kundenkreis.stages.marketplace import clock, queries
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State
from kundenkreis.ui import filters

# Nobody is shown a more exact distance, in metres.
ROUNDED = 100


def how_far(booking: Booking) -> tuple[int, int] | None:
    """Metres, rounded up to a hundred, and minutes, while the helper shares where she is."""
    there = booking.request.point
    if booking.state != State.ON_THE_WAY or not there:
        return None
    position = queries.position_of(booking)
    if not position:
        return None
    metres = distance_m(position.point, there)
    rounded = -int(-metres // ROUNDED) * ROUNDED
    return rounded, clock.minutes_between(position.point, there)


def on_booking(booking: Booking, *, mine: bool) -> dict[str, Any]:
    """For the booking's page; how far the helper is, only for whom she comes to."""
    visit, state = booking.visit, booking.state
    found: dict[str, Any] = {
        "comes": "",
        "far": "",
        "may_call": state == State.CONFIRMED and not visit.called_at,
        "may_affirm": state == State.CONFIRMED and not visit.reaffirmed_at,
        "affirmed": visit.reaffirmed_at and state == State.CONFIRMED,
    }
    if state != State.ON_THE_WAY:
        return found
    if visit.comes_from and visit.comes_until:
        found["comes"] = _("{name} comes between {from_} and {until}.").format(
            name=booking.face.shown_name,
            from_=filters.clock(visit.comes_from),
            until=filters.clock(visit.comes_until),
        )
    if mine and (far := how_far(booking)):
        found["far"] = _("Now about {distance} away, about {minutes} minutes.").format(
            distance=filters.distance(far[0]), minutes=far[1]
        )
    return found
