"""Slots in a helper's calendar: reserved, moved, released. Called by whoever books visits.

The advisory lock lets everything that concerns one helper's calendar happen one after the other,
so people read a sentence; the keys of time in the database are the law for everybody else.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import sending
from kundenkreis.core.refusal import Refused
from kundenkreis.core.sending import Statement
from kundenkreis.core.statements import asked, insert
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import calendar, knowing
from kundenkreis.helpers.models import (
    Availability,
    Helper,
    HelperBrand,
    HelperPackage,
    Slot,
    SlotRequirement,
    Verification,
)
from kundenkreis.people.models import Person
from kundenkreis.ui import filters

ALONE = Statement("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))")


def hold_calendar(helper: Helper) -> Helper:
    """Until this transaction ends, nobody else touches the helper's calendar; her row, fresh."""
    sending.rows(ALONE, [str(helper.pk)])
    return _fresh(helper.pk)[0]


@asked
def _fresh(pk: UUID) -> QuerySet[Helper]:
    return Helper.objects.select_related("person").filter(pk=pk)


@one_transaction
def reserve(
    helper: Helper,
    package: ServicePackage,
    *,
    starts_at: datetime,
    customer: Person | None = None,
    by: Person | None,
    at: datetime,
) -> Slot:
    """The helper is taken from `starts_at` for the package and the way afterwards.

    A time that was kept for this `customer` becomes hers.

    :raises Refused: `not_offered`, `not_verified`, `not_available`, `slot_taken`.
    """
    return reserve_held(
        hold_calendar(helper), package, starts_at=starts_at, customer=customer, by=by, at=at
    )


def reserve_held(
    helper: Helper,
    package: ServicePackage,
    *,
    starts_at: datetime,
    customer: Person | None = None,
    by: Person | None,
    at: datetime,
) -> Slot:
    """As `reserve`, for who holds her calendar already: `helper` is what `hold_calendar` returned."""
    ends_at = starts_at + package.duration
    visit = TimestamptzRange(starts_at, ends_at)
    _offered(helper, package, visit, at=at)
    if kept := _kept_for(customer, helper, package, visit):
        kept.kept_until = kept.kept_for = None
        kept.save(update_fields=["kept_until", "kept_for"])
        return kept
    slot = Slot(
        helper=helper,
        package=package,
        visit=visit,
        during=TimestamptzRange(starts_at, ends_at + helper.buffer),
        made_at=at,
    )
    _free(helper, slot)
    _verified(helper, package.requires, visit)
    # Not reached by two at once thanks to the lock; if it ever is, the key decides and nothing raises.
    if not insert(slot, unless_there=True):
        raise taken()
    for kind in package.requires:
        insert(SlotRequirement(slot=slot, helper=helper, kind=kind, visit=visit))
    return slot


def check_free(
    helper: Helper,
    package: ServicePackage,
    *,
    starts_at: datetime,
    by: Person | None,
    at: datetime,
) -> None:
    """Whether she could be reserved then; nothing is changed.

    :raises Refused: as `reserve`.
    """
    ends_at = starts_at + package.duration
    visit = TimestamptzRange(starts_at, ends_at)
    during = TimestamptzRange(starts_at, ends_at + helper.buffer)
    _offered(helper, package, visit, at=at)
    _free(
        helper, Slot(helper=helper, package=package, visit=visit, during=during, made_at=at)
    )
    _verified(helper, package.requires, visit)


@one_transaction
def keep(
    helper: Helper,
    package: ServicePackage,
    *,
    starts_at: datetime,
    customer: Person,
    until: datetime,
    by: Person | None,
    at: datetime,
) -> Slot:
    """A free time is kept for one customer until then; nobody else can have it.

    :raises Refused: as `reserve`.
    """
    slot = reserve(helper, package, starts_at=starts_at, by=by, at=at)
    slot.kept_until, slot.kept_for = until, customer
    slot.save(update_fields=["kept_until", "kept_for"])
    return slot


def _kept_for(
    customer: Person | None,
    helper: Helper,
    package: ServicePackage,
    visit: TimestamptzRange,
) -> Slot | None:
    return _kept.first(helper, package, visit, customer) if customer else None


@asked
def _kept(
    helper: Helper, package: ServicePackage, visit: TimestamptzRange, customer: Person
) -> QuerySet[Slot]:
    rows = Slot.objects.filter(helper=helper, package=package, visit=visit)
    return rows.filter(kept_for=customer).order_by("pk")[:1]


@one_transaction
def move(slot: Slot, *, starts_at: datetime, by: Person | None, at: datetime) -> Slot:
    """The same visit at another time.

    :raises Refused: as `reserve`.
    """
    hold_calendar(slot.helper)
    moved = check_move(slot, starts_at=starts_at, by=by, at=at)
    slot.visit, slot.during = moved.visit, moved.during
    try:
        with transaction.atomic():
            slot.save(update_fields=["visit", "during"])
    except IntegrityError:
        raise taken() from None
    return slot


def check_move(slot: Slot, *, starts_at: datetime, by: Person | None, at: datetime) -> Slot:
    """Where the slot would stand if it began then; nothing is changed.

    :raises Refused: as `reserve`.
    """
    helper = Helper.objects.select_related("person").get(pk=slot.helper_id)
    ends_at = starts_at + slot.package.duration
    visit = TimestamptzRange(starts_at, ends_at)
    during = TimestamptzRange(starts_at, ends_at + helper.buffer)
    moved = Slot(
        pk=slot.pk, helper=helper, package=slot.package, visit=visit, during=during, made_at=at
    )  # fmt: skip
    _offered(helper, slot.package, visit, at=at)
    _free(helper, moved)
    _verified(helper, _asked_of(slot), visit)
    return moved


@one_transaction
def extend(slot: Slot, *, minutes: int, by: Person | None, at: datetime) -> Slot:
    """The same visit takes so much longer, where the calendar has room for it.

    :raises Refused: `no_room` with the reason; the checks must hold to the new end too.
    """
    helper = hold_calendar(slot.helper)
    check_room(slot, minutes=minutes, by=by, at=at)
    slot.visit = _longer(slot.visit, minutes)
    slot.during = _longer(slot.visit, helper.travel_buffer)
    try:
        with transaction.atomic():
            slot.save(update_fields=["visit", "during"])
    except IntegrityError:
        raise _no_room(_("The calendar has no room for more time.")) from None
    return slot


def check_room(slot: Slot, *, minutes: int, by: Person | None, at: datetime) -> None:
    """Whether the visit could take so much longer: hours, checks and the next visit allow it.

    :raises Refused: `no_room`.
    """
    helper, visit = slot.helper, _longer(slot.visit, minutes)
    busy = _longer(visit, helper.travel_buffer)
    following = (
        Slot.across_brands.filter(helper=helper, during__overlap=busy)
        .exclude(pk=slot.pk)
        .order_by("visit")
        .first()
    )
    if following:
        clock = filters.clock(following.visit.lower)
        raise _no_room(
            _("There is no room: the next visit begins at {time}.").format(time=clock)
        )
    open_ = Availability.objects.filter(helper=helper, open__overlap=visit)
    if not calendar.covers((row.open for row in open_), visit):
        raise _no_room(_("There is no room: the helper's hours end before."))
    _verified(helper, _asked_of(slot), visit)


def _longer(visit: TimestamptzRange, minutes: int) -> TimestamptzRange:
    assert visit.upper, "a slot ends"
    return TimestamptzRange(visit.lower, visit.upper + timedelta(minutes=minutes))


def _no_room(sentence: str) -> Refused:
    return Refused("no_room", sentence)


def release(slot: Slot, *, by: Person | None, at: datetime) -> None:
    """The time is free again."""
    slot.delete()


def taken() -> Refused:
    """The refusal everybody meets who comes second."""
    return Refused(
        "slot_taken", _("Someone just booked this time. Please choose another one.")
    )


def _offered(
    helper: Helper, package: ServicePackage, visit: TimestamptzRange, *, at: datetime
) -> None:
    able = _members(helper, package, calendar.bounds(visit)[1], at) and not knowing.lacks(
        helper, package
    )
    if not able or helper.paused_at or package.withdrawn_at:
        raise Refused(
            "not_offered",
            _("This helper does not offer this visit now. Please choose someone else."),
        )


@asked
def _members(
    helper: Helper, package: ServicePackage, until: datetime, at: datetime
) -> QuerySet[Any, Any]:
    """Whether she works here then, and does this."""
    does = HelperPackage.objects.filter(helper=helper, package=package)
    member = HelperBrand.objects.current(at).filter(Exists(does), helper=helper)
    staying = member.filter(Q(until__isnull=True) | Q(until__gte=until))
    return staying.order_by().values_list("pk", flat=True)


@asked
def _others(
    helper: Helper, slot: UUID, during: TimestamptzRange, day: datetime, evening: datetime
) -> QuerySet[Any, Any]:
    """Her other slots that this one would meet, and those of its day: whether it is one of these, and of those."""
    meets, that_day = Q(during__overlap=during), Q(visit__startswith__gte=day, visit__startswith__lte=evening)  # fmt: skip
    rows = Slot.across_brands.filter(meets | that_day, helper=helper)
    return rows.exclude(pk=slot).order_by().values_list(ExpressionWrapper(meets, BooleanField()), ExpressionWrapper(that_day, BooleanField()))  # fmt: skip


@asked
def _open(helper: Helper, visit: TimestamptzRange) -> QuerySet[Any, Any]:
    rows = Availability.objects.filter(helper=helper, open__overlap=visit).order_by()
    return rows.values_list("open", flat=True)


def _free(helper: Helper, slot: Slot) -> None:
    day, evening = calendar.day_of(slot.visit.lower, helper.zone)
    others = _others(helper, slot.pk, slot.during, day, evening)
    if any(meets for meets, _that_day in others):
        raise taken()
    if not calendar.covers(_open(helper, slot.visit), slot.visit):
        raise Refused(
            "not_available",
            _("The helper has no time then. Please choose one of the suggested times."),
        )
    if sum(that_day for _meets, that_day in others) >= helper.capacity:
        raise Refused(
            "not_available",
            _("The helper has enough visits on that day. Please choose another day."),
        )


def _asked_of(slot: Slot) -> list[str]:
    """What was asked for when it was made; what the service asks for since binds later visits only."""
    return list(slot.requirements.values_list("kind", flat=True))


@asked
def _checked(helper: Helper, visit: TimestamptzRange) -> QuerySet[Any, Any]:
    rows = Verification.objects.filter(helper=helper, valid__overlap=visit).order_by()
    return rows.values_list("kind", "valid")


def _verified(helper: Helper, kinds: Sequence[str], visit: TimestamptzRange) -> None:
    held = _checked(helper, visit) if kinds else []
    for kind in kinds:
        if not calendar.covers((valid for what, valid in held if what == kind), visit):
            sentence = _("This helper's checks do not cover that day. Please choose another time.")  # fmt: skip
            raise Refused("not_verified", sentence)
