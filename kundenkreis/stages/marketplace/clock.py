"""When a visit's clock strikes: whom to remind of what, and between when and when the helper comes. Pure."""

from datetime import UTC, datetime, time, timedelta

from kundenkreis.core.geo import Point, distance_m, travel_time
from kundenkreis.stages.marketplace.models import Booking, VisitReminder
from kundenkreis.stages.marketplace.transitions import State

Kind = VisitReminder.Kind

# Minutes the helper may say on leaving.
MINUTES = (5, 10, 15, 30, 45, 60)
# How exact a promise is: "comes between 10:00 and 10:10".
WINDOW = timedelta(minutes=10)
STEP = 5 * 60
# Who accepts calls within twelve hours; two hours before these are over she is reminded.
CALL_WITHIN, CALL_REMINDED = timedelta(hours=12), timedelta(hours=10)
# No word about a call that would come so shortly before the visit.
CALL_BEFORE = timedelta(hours=3)
# The day before, at this hour of the brand's zone.
TOMORROW_AT = time(10)
SOON = timedelta(minutes=30)
# How far ahead the clock has to look.
AHEAD = timedelta(hours=48)


def window(at: datetime, minutes: int) -> dict[str, datetime]:
    """`comes_from` and `comes_until` for so many minutes from now, from a full five minutes on."""
    seconds = int((at + timedelta(minutes=minutes)).timestamp())
    start = datetime.fromtimestamp(seconds - seconds % STEP, tz=UTC)
    return {"comes_from": start, "comes_until": start + WINDOW}


def minutes_between(here: Point, there: Point) -> int:
    """About how long the way takes; at least five minutes."""
    return int(travel_time(distance_m(here, there)).total_seconds() // 60)


def way_in_minutes(booking: Booking) -> int:
    """About how long the helper's way from home takes, when she does not say herself."""
    there = booking.request.point
    return minutes_between(booking.helper.point, there) if there else MINUTES[2]


def day_before(booking: Booking) -> datetime:
    """Ten o'clock of the day before, as the clock on the wall shows it in the brand's zone."""
    zone = booking.brand.zone
    day = booking.starts_at.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, TOMORROW_AT, tzinfo=zone).astimezone(UTC)


def accepted_at(booking: Booking) -> datetime:
    """When the helper last said that she comes."""
    rows = [step.at for step in booking.history.all() if step.name == "accept"]
    return rows[-1] if rows else booking.made_at


def due_kinds(booking: Booking, *, at: datetime) -> set[str]:
    """What should have been said by now about this visit, whether or not it was."""
    if booking.state not in (State.CONFIRMED, State.ON_THE_WAY) or at >= booking.starts_at:
        return set()
    due = {str(Kind.SOON)} if at >= booking.starts_at - SOON else set()
    if booking.state != State.CONFIRMED:
        return due
    accepted, before = accepted_at(booking), day_before(booking)
    if accepted < before <= at < booking.starts_at - CALL_BEFORE:
        due.add(str(Kind.TOMORROW))
    # Who comes again, in a series, knows the way and the customer.
    again = any(step.name == "renew" for step in booking.history.all())
    call = min(accepted + CALL_REMINDED, booking.starts_at - CALL_BEFORE)
    if (
        not again
        and accepted < call <= at < booking.starts_at - SOON
        and not booking.visit.called_at
    ):
        due.add(str(Kind.CALL))
    return due
