"""The same visit at another time."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.actions import companions, money, moving
from kundenkreis.stages.marketplace.actions.endings import answer_offer
from kundenkreis.stages.marketplace.models import (
    Booking,
    Offer,
)


@one_transaction
def reschedule(
    booking: Booking, *, starts_at: datetime, by: Person, at: datetime
) -> Booking:
    """The same visit at another time; the helper is asked again.

    :raises Refused: `wrong_state`, `too_soon`, and as `book` for the new time.
    """
    companions.hold_team(booking.firm, booking.persons, at=at)
    helpers.hold_calendar(booking.helper)
    booking = moving.locked(booking)
    step = moving.allowed(booking, "reschedule", by=by, at=at)
    soon_enough(starts_at, at=at)
    assert booking.slot is not None, "a live booking has its slot"
    slot = helpers.move(booking.slot, starts_at=starts_at, by=by, at=at)
    deadline = terms.answer_by(starts_at, zone=booking.brand.zone, at=at)
    answer_offer(booking, Offer.Answer.WITHDRAWN, at=at)
    booking.offer = Offer.objects.create(
        request=booking.request, helper=booking.helper, starts_at=starts_at, made_at=at, answer_by=deadline
    )  # fmt: skip
    booking.during, booking.accept_by = slot.visit, deadline
    money.wait_for(booking, at=at)
    booking.save(update_fields=["offer", "during", "accept_by", "hold_at", "pay_asked_at"])
    moving.note(booking, reaffirmed_at=None)
    companions.let_go(booking, by=by, at=at)
    booking = moving.move(booking, step, by=by, at=at)
    companions.take_along(booking, by=by, at=at)
    return booking


def soon_enough(starts_at: datetime, *, at: datetime) -> None:
    """:raises Refused: `too_soon` to answer and come, or `not_available` so far ahead."""
    if starts_at < at + terms.NOTICE:
        raise Refused(
            "too_soon",
            _("This time is too close. Please choose one in an hour or later."),
        )
    if starts_at > at + terms.AHEAD:
        raise Refused("not_available", _("Nobody plans so far ahead. Please choose an earlier time."))  # fmt: skip
