"""On the way: when the helper comes, and where she is while she shares it. And what the clock reminds of."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import clock, queries
from kundenkreis.stages.marketplace.actions import moving
from kundenkreis.stages.marketplace.events import HelperMoved, VisitReminded, VisitTicked
from kundenkreis.stages.marketplace.models import Booking, TripPosition, VisitReminder
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, STAFF, State


@transaction.atomic
def share_position(
    booking: Booking, *, lat: float, lng: float, by: Person, at: datetime
) -> Booking:
    """The helper shows where she is, as long as she is on the way; only the last place is kept.

    Sooner than 20 seconds after the last one it is left out, quietly.

    :raises Refused: `wrong_state`. :raises Invalid: `bad_position`.
    :raises NotAllowed: anyone but the helper.
    """
    if HELPER not in queries.sides_of(by, booking, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    if not (-90 <= lat <= 90 and -180 <= lng <= 180):
        raise Invalid("bad_position", _("This is no place on earth."))
    booking = moving.locked(booking)
    if booking.state != State.ON_THE_WAY:
        raise Refused("wrong_state", _("Your place is shown only while you are on the way."))  # fmt: skip
    before = TripPosition.objects.filter(booking=booking).first()
    if before and at < before.at + TripPosition.EVERY:
        return booking
    values = {"lat": lat, "lng": lng, "at": at}
    TripPosition.objects.update_or_create(booking=booking, defaults=values)
    if booking.request.point:
        minutes = clock.minutes_between(Point(lat, lng), booking.request.point)
        moving.note(booking, **clock.window(at, minutes))
    announce(HelperMoved(**moving.around(booking)), by=by, at=at)
    return booking


@transaction.atomic
def stop_sharing(booking: Booking, *, by: Person, at: datetime) -> None:
    """The helper shows her place no longer; what was known is deleted.

    :raises NotAllowed: anyone but the helper.
    """
    if HELPER not in queries.sides_of(by, booking, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    TripPosition.objects.filter(booking=booking.pk).delete()
    announce(HelperMoved(**moving.around(booking)), by=by, at=at)


@transaction.atomic
def drop_positions(*, by: None = None, at: datetime) -> int:
    """Places that nobody renewed for two hours are deleted; how many went."""
    gone, _by_table = TripPosition.objects.filter(at__lte=at - TripPosition.KEPT).delete()
    return gone


@transaction.atomic
def say_called(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The helper has called the customer, as she promised by accepting. Twice changes nothing.

    :raises Refused: `wrong_state`. :raises NotAllowed: anyone but the helper.
    """
    return _tick(booking, {HELPER}, "called_at", by=by, at=at)


@transaction.atomic
def reaffirm(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The customer, or staff on her word, says that she is there. Twice changes nothing.

    :raises Refused: `wrong_state`. :raises NotAllowed: the helper.
    """
    return _tick(booking, {CUSTOMER, STAFF}, "reaffirmed_at", by=by, at=at)


def _tick(
    booking: Booking, sides: set[str], name: str, *, by: Person, at: datetime
) -> Booking:
    if not queries.sides_of(by, booking, at=at) & sides:
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    booking = moving.locked(booking)
    if booking.state not in (State.CONFIRMED, State.ON_THE_WAY):
        raise Refused("wrong_state", _("This is not possible now."))
    if getattr(booking.visit, name) is None:
        moving.note(booking, **{name: at})
        announce(VisitTicked(**moving.around(booking), tick=name), by=by, at=at)
    return booking


@transaction.atomic
def remind_of_visit(
    booking: Booking, kind: str, *, by: None = None, at: datetime
) -> Booking:
    """Reminds of this visit at its time once, if it is still due; otherwise nothing happens."""
    booking = moving.locked(booking)
    if kind not in clock.due_kinds(booking, at=at):
        return booking
    _row, fresh = VisitReminder.objects.get_or_create(
        booking=booking, kind=kind, starts_at=booking.starts_at, defaults={"at": at}
    )
    if fresh:
        announce(VisitReminded(**moving.around(booking), kind=kind), by=None, at=at)
    return booking
