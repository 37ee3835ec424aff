"""The one way a booking moves: along `transitions.py`, with its history, its slot and its event."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.statements import insert, update
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import companions
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import (
    Booking,
    BookingTransition,
    TimeProposal,
)
from kundenkreis.stages.marketplace.transitions import (
    LIVE,
    NOTHING,
    State,
    Transition,
    actors_of,
    transition,
)

# Ends before anybody went there.
CALLED_OFF = (State.DECLINED, State.EXPIRED, State.CANCELLED)
# What may be done before the customer has paid: call it off.
WHILE_UNPAID = ("cancel", "withdraw")


def locked(booking: Booking) -> Booking:
    """The booking's row, ours until this transaction ends, with the names around it."""
    # First the lock, then the read: who waited for it must see the offer that was made meanwhile.
    Booking.objects.select_for_update().get(pk=booking.pk)
    rows = Booking.objects.with_names().select_related("slot", "attempt", "offer")
    return rows.get(pk=booking.pk)


def allowed(booking: Booking, name: str, *, by: Person | None, at: datetime) -> Transition:
    """The transition that `name` means now, if `by` may do it.

    :raises NotAllowed: never this person's to do. :raises Refused: `wrong_state`.
    """
    if by and by.pk not in (booking.customer_id, booking.helper.person_id):
        hold_trust(by, booking.customer_id, case=booking.case_id)
    sides = queries.sides_of(by, booking, at=at)
    if not sides & actors_of(name):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    if booking.awaits_payment and name not in WHILE_UNPAID:
        raise Refused("not_paid", _("This visit is not paid yet, so nobody was asked."))
    if terms.firm_answers(booking, name, sides):
        raise NotAllowed("dispatcher_answers", _("The firm's dispatcher answers this."))
    found = transition(name, booking.state)
    if not found or not found.actors & sides:
        raise Refused(
            "wrong_state",
            _("This is not possible now. The visit is: {state}.").format(
                state=State(booking.state).label
            ),
        )
    return found


def move(
    booking: Booking,
    step: Transition,
    *,
    reason: str = "",
    also: Sequence[str] = (),
    by: Person | None,
    at: datetime,
) -> Booking:
    """Write the next row of the history, and let booking and calendar follow it.

    `also`: what else was changed on the booking, to be written with it.
    """
    sides = queries.sides_of(by, booking, at=at)
    booking.seq += 1
    record(booking, step, actor=min(sides & step.actors), reason=reason, by=by, at=at)
    slot, booking.state = booking.slot, step.end
    # Whoever was asked for another time need not answer any more.
    TimeProposal.objects.filter(booking=booking, state=TimeProposal.State.OPEN).update(
        state=TimeProposal.State.LAPSED, answered_at=at
    )
    if step.end not in LIVE:
        booking.slot = None
    update(booking, "state", "seq", "slot", *also)
    if step.end not in LIVE:
        companions.let_go(booking, told=step.end in CALLED_OFF, by=by, at=at)
    if slot and step.end not in LIVE:
        helpers.release(slot, by=by, at=at)
    tell(booking, step, by=by, at=at)
    return booking


def record(
    booking: Booking,
    step: Transition,
    *,
    actor: str,
    reason: str = "",
    by: Person | None,
    at: datetime,
) -> None:
    """One row of the history."""
    row = BookingTransition(
        booking=booking, seq=booking.seq, name=step.name, from_state=step.start or NOTHING,
        to_state=step.end, actor=actor, reason=reason[:300], by=by, at=at,
    )  # fmt: skip
    insert(row)


def tell(booking: Booking, step: Transition, *, by: Person | None, at: datetime) -> None:
    """Announce that it moved."""
    happened = BookingMoved(
        **around(booking), transition=step.name, state=step.end.value, seq=booking.seq
    )
    announce(happened, by=by, at=at)


def around(booking: Booking) -> dict[str, str]:
    """The ids every booking event carries."""
    return {
        "booking": str(booking.pk),
        "case": str(booking.case_id),
        "customer": str(booking.customer_id),
        "helper": str(booking.helper.person_id),
    }


def call_off_attempt(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The case's attempt ends without a word on whether it helped, unless it ended already."""
    if booking.attempt.state == Attempt.State.OPEN:
        cases.withdraw_attempt(booking.attempt, by=by, at=at)


def let_out(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """The helper no longer sees the case."""
    cases.let_out(booking.case, booking.helper.person, role="helper", by=by, at=at)


def note(booking: Booking, **values: object) -> None:
    """Write something about the doing down."""
    for name, value in values.items():
        setattr(booking.visit, name, value)
    booking.visit.save(update_fields=list(values))
