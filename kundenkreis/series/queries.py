"""Reads: series of a person, what is still to come, and other times for a day that was left out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, may_book_for
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.stages.marketplace import nearby, terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import LIVE, State

CUSTOMER, HELPER = "customer", "helper"
# Other times of the same helper are looked for so long around the hour that was left out.
BEFORE, AFTER = timedelta(days=2), timedelta(days=5)
FEW = 3


def series_for(person: Person, pk: UUID, *, at: datetime) -> Series:
    """The series, for who takes part in it, is trusted by its customer, or staff.

    :raises NotFound: for everyone else.
    """
    rows = Series.objects.with_names().filter(pk=pk)
    if not is_staff(person, at=at):
        rows = rows.around(person)
    found = rows.first()
    if not found:
        raise NotFound("not_found", _("There are no such regular visits."))
    return found


def day_for(person: Person, pk: UUID, *, at: datetime) -> SeriesVisit:
    """One day of a series, for whoever may see the series.

    :raises NotFound: for everyone else.
    """
    row = SeriesVisit.objects.filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There are no such regular visits."))
    row.series = series_for(person, row.series_id, at=at)
    return row


def series_of(person: Person) -> list[Series]:
    """All in which she takes part, or which she may see for whom she acts; the newest first."""
    return list(Series.objects.with_names().around(person))


def side_of(person: Person, series: Series, *, at: datetime) -> str:
    """For which side she decides: `customer` (also trusted persons and staff), `helper`, or neither."""
    if series.helper.person_id == person.pk:
        return HELPER
    case = series.begun_with.case
    trusted = may_book_for(person, series.customer_id, case=case.pk)
    hers = terms.may_order(person, case, staff=is_staff(person, at=at), trusted=trusted)
    return CUSTOMER if hers or series.customer_id == person.pk else ""


def days_of(series: Series) -> list[SeriesVisit]:
    """What was decided, day by day."""
    return list(series.visits.select_related("booking__helper__person", "booking__brand"))


def to_come(series: Series, *, at: datetime) -> list[Booking]:
    """Its agreed visits that have not begun, soonest first."""
    days = SeriesVisit.objects.filter(series=series, booking__isnull=False)
    rows = Booking.objects.with_names().filter(pk__in=days.values("booking"))
    ahead = rows.filter(state=State.CONFIRMED, during__startswith__gt=at)
    return list(ahead.order_by("during"))


def next_visits(series: Sequence[Series], *, at: datetime) -> dict[UUID, Booking]:
    """Of each series the visit that comes next, if one is agreed. One statement for all."""
    days = SeriesVisit.objects.filter(
        series__in=series, booking__state__in=LIVE, booking__during__endswith__gt=at
    )
    soonest = days.select_related("booking__brand").order_by("-booking__during")
    return {row.series_id: row.booking for row in soonest if row.booking}


def around_booking(booking: Booking) -> Series | None:
    """The series to which this visit belongs, or which began with it and is not over."""
    rows = sorted(_around(booking), key=lambda row: row.begun_with_id == booking.pk)
    return rows[0] if rows else None


@asked
def _around(booking: Booking) -> QuerySet[Series]:
    days = SeriesVisit.objects.filter(booking=booking).order_by().values("series")
    begun = Series.objects.live().filter(begun_with=booking).order_by().values("pk")
    return Series.objects.with_names().filter(pk__in=days.union(begun))


def asked_of(helper: Helper) -> list[Series]:
    """Series that wait for this helper's word, the most urgent first."""
    return list(
        Series.objects.asked().with_names().filter(helper=helper).order_by("answer_by")
    )


def other_times(day: SeriesVisit, *, at: datetime) -> Sequence[Match]:
    """The same helper around that day, then others at that hour, best first; nothing once it is over."""
    series, before = day.series, day.series.begun_with
    start, point = series.starts_at(day.day), before.request.point
    if point is None or start < at:
        return []
    common = {
        "package": before.package, "point": point, "brand": series.brand, "but_not": series.customer, "at": at,
    }  # fmt: skip
    hers = nearby.suggestions(
        **common, only=series.helper, from_=start - BEFORE, until=start + AFTER
    )
    others = nearby.suggestions(
        **common, from_=start, until=start + timedelta(microseconds=1), limit=FEW + 1
    )
    return [*hers, *(row for row in others if row.helper.pk != series.helper_id)][:FEW]
