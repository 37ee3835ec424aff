"""One side objects after the visit: its money is taken, so that no hold expires, and waits."""

from datetime import datetime

from django.db import transaction

from kundenkreis.disputes import actions as disputes
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries
from kundenkreis.stages.marketplace.actions import money, moving
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import State


@transaction.atomic
def dispute(
    booking: Booking,
    *,
    reason: str = "",
    text: str = "",
    side: str = "",
    by: Person,
    at: datetime,
) -> Booking:
    """Customer or helper objects within the brand's days; staff may say for whom (`side`).

    :raises Refused: `wrong_state`, `too_late`, `disputed_already`, `nothing_held`.
    :raises Invalid: `unknown_reason`, `empty`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "dispute", by=by, at=at)
    if booking.state == State.COMPLETED:
        money.pay_helper(booking, by=by, at=at)
        moving.call_off_attempt(booking, by=by, at=at)
    disputes.object_to(
        subject=booking.subject,
        customer=booking.customer,
        helper=booking.helper.person,
        side=queries.speaks_for(by, booking, wanted=side, at=at),
        reason=reason,
        text=text,
        done_at=booking.visit.completed_at,
        by=by,
        at=at,
    )
    return moving.move(booking, step, by=by, at=at)
