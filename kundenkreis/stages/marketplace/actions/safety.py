"""What must happen at once when a helper may not be sent any more."""

from datetime import datetime

from django.db import transaction

from kundenkreis.certification import actions as certification
from kundenkreis.certification.models import Certification
from kundenkreis.core.money import Money
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Verification
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.actions import endings, moving
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import transition


@transaction.atomic
def revoke_verification(row: Verification, *, by: Person, at: datetime) -> list[Booking]:
    """The check does not hold any more: visits that rest on it are called off first, free of charge.

    Their customers are told, the time is free again, and the key of time in the database finds
    nothing left that would need the check (decision 6). Staff only, as `helpers.actions.revoke`.
    """
    helper = helpers.hold_calendar(row.helper)
    live = Booking.objects.live().filter(during__endswith__gt=at)
    hers = live.filter(
        helper=helper,
        slot__requirements__kind=row.kind,
        slot__requirements__visit__overlap=row.valid,
    )
    along = live.filter(
        companion__helper=helper,
        companion__slot__requirements__kind=row.kind,
        companion__slot__requirements__visit__overlap=row.valid,
    )
    called_off = [_call_off(booking, by=by, at=at) for booking in [*hers, *along]]
    helpers.revoke(row, by=by, at=at)
    return called_off


@transaction.atomic
def suspend_helper(
    row: Certification, *, reason: str, by: Person, at: datetime
) -> list[Booking]:
    """No more visits of this service by this helper: agreed ones are called off first, free of charge.

    A visit that has begun goes on. :raises NotAllowed: who may not decide about her.
    :raises Refused: `wrong_step`. :raises Invalid: no reason.
    """
    helper = helpers.hold_calendar(row.helper)
    coming = Booking.objects.live().to_go_to(helper).filter(
        package=row.package_id, during__startswith__gt=at
    )  # fmt: skip
    called_off = [_call_off(booking, by=by, at=at) for booking in coming]
    certification.suspend(row, reason=reason, by=by, at=at)
    return called_off


def _call_off(booking: Booking, *, by: Person, at: datetime) -> Booking:
    booking = moving.locked(booking)
    step = transition("cancel", booking.state)
    if step is None:  # at the door already: the desk talks to both
        return booking
    return endings.call_off(
        booking, step, kept=Money(0, booking.currency), why="verification_revoked", reason="verification_revoked", by=by, at=at
    )  # fmt: skip
