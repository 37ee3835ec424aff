"""The firm's dispatcher says which of its technicians comes, and may say so again before she is on the way."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.firms import actions as firms
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.actions import companions, moving, requests
from kundenkreis.stages.marketplace.actions.endings import answer_offer
from kundenkreis.stages.marketplace.events import TechnicianSpared
from kundenkreis.stages.marketplace.models import Booking, Offer, Request
from kundenkreis.stages.marketplace.queries_firms import may_be_sent
from kundenkreis.stages.marketplace.transitions import State


@one_transaction
def assign(
    booking: Booking, helper: Helper, *, second: Helper | None = None, by: Person, at: datetime
) -> Booking:  # fmt: skip
    """This technician of the firm comes; whoever was to come before is free again. Twice changes nothing.

    `second`: who goes along where two come; else whoever was to, or is free.

    :raises NotAllowed: anyone but the firm's dispatcher. :raises Refused: `wrong_state`, `too_late`,
        `not_of_firm`, `assigned_meanwhile`, `own_visit`, `outside_area`, `nobody_along`, `same_person`, and as `helpers.reserve`.
    """
    before = booking.helper
    companions.hold_team(booking.firm, booking.persons, at=at)
    # Both calendars, in one order for everybody: two dispatchers never wait for each other.
    for each in sorted({before.pk: before, helper.pk: helper}.values(), key=lambda one: str(one.pk)):  # fmt: skip
        helpers.hold_calendar(each)
    booking = moving.locked(booking)
    step = moving.allowed(booking, "assign", by=by, at=at)
    if booking.helper_id != before.pk:
        raise Refused("assigned_meanwhile", _("Somebody else has just assigned this visit. Please look again."))  # fmt: skip
    was_confirmed = booking.state == State.CONFIRMED
    if was_confirmed and helper.pk == booking.helper_id and second is None:
        return booking
    if not was_confirmed and at >= booking.accept_by:
        raise Refused("too_late", _("The time to answer is over. The customer was told."))
    left = booking.slot
    answer_offer(booking, Offer.Answer.WITHDRAWN if helper != before else Offer.Answer.ACCEPTED, at=at)  # fmt: skip
    if helper != before:
        companions.let_go(booking, by=by, at=at)
        _send_instead(booking, helper, by=by, at=at)
    booking.named_at = at
    requests.finish(booking.request, Request.State.ACCEPTED, at=at)
    booking = moving.move(booking, step, also=("helper", "during", "offer", "named_at"), by=by, at=at)  # fmt: skip
    if helper != before:
        assert left is not None, "a live booking has its slot"
        helpers.release(left, by=by, at=at)
        _change_places(booking, before, told=was_confirmed, by=by, at=at)
    cases.let_in(booking.case, booking.helper.person, role="helper", by=by, at=at)
    companions.stay_or_change(booking, wished=second, by=by, at=at)
    return booking


def _send_instead(booking: Booking, helper: Helper, *, by: Person, at: datetime) -> None:
    """Her time is reserved, and the booking points at it; not yet saved."""
    may_be_sent(booking.request, helper)
    slot = helpers.reserve(
        helper, booking.package, starts_at=booking.starts_at, customer=booking.customer, by=by, at=at
    )  # fmt: skip
    if firms.tie(slot, by=by, at=at) != booking.firm:
        raise Refused("not_of_firm", _("This technician is not one of your firm."))
    booking.helper, booking.slot, booking.during = slot.helper, slot, slot.visit
    booking.offer = Offer.objects.create(
        request=booking.request, helper=helper, starts_at=booking.starts_at, made_at=at,
        answer_by=booking.accept_by, answer=Offer.Answer.ACCEPTED, answered_at=at,
    )  # fmt: skip


def _change_places(
    booking: Booking, before: Helper, *, told: bool, by: Person, at: datetime
) -> None:
    """Who was to come sees the case no longer; she hears of it where she knew."""
    cases.let_out(booking.case, before.person, role="helper", by=by, at=at)
    if told:
        spared = TechnicianSpared(**moving.around(booking), before=str(before.person_id))
        announce(spared, by=by, at=at)
