"""Two come: the second technician of a firm, kept, chosen anew and let go with the visit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Refused
from kundenkreis.firms import actions as firms
from kundenkreis.firms import queries as firm_queries
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.events import CompanionNamed, CompanionSpared
from kundenkreis.stages.marketplace.models import Booking, Companion
from kundenkreis.stages.marketplace.pairs import TWO
from kundenkreis.stages.marketplace.queries_firms import may_be_sent
from kundenkreis.stages.marketplace.transitions import State


def hold_team(firm: Firm | None, persons: int, *, at: datetime) -> None:
    """Where two come, the calendars of the whole firm, in one order: two orders never wait for each other."""
    if firm and persons == TWO:
        for helper in sorted(firm_queries.technicians(firm, at=at), key=lambda one: str(one.pk)):  # fmt: skip
            helpers.hold_calendar(helper)


def hold_team_of(helper: Helper, package: ServicePackage, *, at: datetime) -> None:
    """The same before anything is reserved: of the firm this helper works for."""
    if package.persons == TWO:
        hold_team(firm_queries.firm_of(helper, at=at), TWO, at=at)


def take_along(
    booking: Booking, *, wished: Helper | None = None, by: Person, at: datetime
) -> None:
    """Who of the firm goes along: the wished one, else who was to before, else the first who is free. Called holding the team.

    :raises Refused: `nobody_along`, no second technician is free then; `same_person`.
    """
    if booking.persons != TWO:
        return
    assert booking.firm is not None, "two come for a firm only"
    if wished and wished.pk == booking.helper_id:
        raise Refused("same_person", _("Two different people must go there."))
    before = (
        Companion.objects.filter(booking=booking).values_list("helper", flat=True).first()
    )
    let_go(booking, by=by, at=at)
    line = [wished] if wished else firm_queries.technicians(booking.firm, at=at)
    line = sorted(line, key=lambda one: one.pk != before) if before else line
    for helper in line:
        if helper.pk != booking.helper_id and (
            slot := _kept(booking, helper, by=by, at=at)
        ):
            Companion.objects.update_or_create(booking=booking, defaults={"helper": helper, "slot": slot})  # fmt: skip
            break
    else:
        sentence = _("No second technician of the firm is free then. Two must go there.")
        raise Refused("nobody_along", sentence)
    tell_companion(booking, by=by, at=at)


def _kept(booking: Booking, helper: Helper, *, by: Person, at: datetime) -> Slot | None:
    try:
        with transaction.atomic():
            may_be_sent(booking.request, helper)
            slot = helpers.reserve(helper, booking.package, starts_at=booking.starts_at, customer=booking.customer, by=by, at=at)  # fmt: skip
            firms.tie(slot, by=by, at=at)
            return slot
    except Refused:
        return None


def let_go(booking: Booking, *, told: bool = True, by: Person | None, at: datetime) -> None:
    """Her time is free again; `told`: she hears of it, where she knew that she goes."""
    if booking.persons != TWO:
        return
    row = Companion.objects.select_related("slot", "helper").filter(booking=booking).first()
    if row is None or row.slot is None:
        return
    slot, knew = row.slot, row.told_at
    row.slot = row.told_at = None
    row.save(update_fields=["slot", "told_at"])
    helpers.release(slot, by=by, at=at)
    if told and knew:
        announce(CompanionSpared(**_about(booking, row)), by=by, at=at)


def tell_companion(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """Once the firm has said who comes, she hears that she goes along."""
    if booking.persons != TWO or booking.state != State.CONFIRMED:
        return
    row = Companion.objects.select_related("helper").get(booking=booking)
    if row.told_at is None:
        row.told_at = at
        row.save(update_fields=["told_at"])
        announce(CompanionNamed(**_about(booking, row)), by=by, at=at)


def stay_or_change(
    booking: Booking, *, wished: Helper | None, by: Person, at: datetime
) -> None:
    """After the dispatcher's word: who was to go along still does, unless another is wished or her time was let go."""
    row = Companion.objects.filter(booking=booking).first() if booking.persons == TWO else None  # fmt: skip
    if row and row.slot_id and wished in (None, row.helper):
        tell_companion(booking, by=by, at=at)
    else:
        take_along(booking, wished=wished, by=by, at=at)


def extend_along(booking: Booking, *, minutes: int, by: Person, at: datetime) -> None:
    """The visit takes longer for both.

    :raises Refused: `no_room` in her calendar.
    """
    if slot := _slot_along(booking):
        helpers.extend(slot, minutes=minutes, by=by, at=at)


def room_along(booking: Booking, *, minutes: int, by: Person, at: datetime) -> None:
    """Whether who goes along has time for it too.

    :raises Refused: `no_room` in her calendar.
    """
    if slot := _slot_along(booking):
        helpers.check_room(slot, minutes=minutes, by=by, at=at)


def _slot_along(booking: Booking) -> Slot | None:
    if booking.persons != TWO:
        return None
    row = Companion.objects.select_related("slot__helper", "slot__package").get(booking=booking)  # fmt: skip
    assert row.slot is not None, "a live visit of two has both slots"
    return row.slot


def _about(booking: Booking, row: Companion) -> dict[str, str]:
    return {
        "booking": str(booking.pk),
        "case": str(booking.case_id),
        "customer": str(booking.customer_id),
        "helper": str(booking.helper.person_id),
        "companion": str(row.helper.person_id),
    }
