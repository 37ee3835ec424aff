"""What a visit's page and a helper's day say of regular visits."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.socket import Line, Panel
from kundenkreis.core.words import pick
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.series import queries
from kundenkreis.series.actions import REPEATABLE
from kundenkreis.series.models import Series
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, STAFF, TRUSTED
from kundenkreis.ui import filters


def on_booking(
    booking: Booking, person: Person, sides: set[str], at: datetime
) -> Panel | None:
    """To which series it belongs; or, for its customer, that it can be repeated."""
    series = queries.around_booking(booking)
    may_begin = (
        bool(sides & {CUSTOMER, STAFF, TRUSTED})
        and booking.state in REPEATABLE
        and not booking.customer.is_guest
    )
    if series is None and not may_begin:
        return None
    values = {"series": series, "booking": booking, "as_helper": HELPER in sides}
    return Panel(template="series/beside.html", values=values)


def in_cases(persons: Sequence[Person], at: datetime) -> list[Line]:
    """Each series that is not over as one line with its next visit, for its customer's list of cases."""
    rows = list(Series.objects.live().with_names().of_customers(persons))
    coming = queries.next_visits(rows, at=at)
    return [_line(row, coming.get(row.pk)) for row in rows]


def _line(row: Series, visit: Booking | None) -> Line:
    what, name = pick(row.begun_with.package.words), row.helper.person.shown_name
    text = _("{name} has not answered yet.").format(name=name)
    if visit:
        when = f"{filters.day(visit.starts_at)}, {filters.clock(visit.starts_at)}"
        text = _("Next visit: {when}, {name}").format(when=when, name=name)
    elif row.accepted_at:
        text = _("No visit is agreed now.")
    if visit and visit.to_pay:
        text = f"{text}. " + _("Please pay it on its page.")
    return Line(
        title=f"{what}, {row.every}", href=row.path, text=text, badge=_("Regular visits")
    )


def on_day(helper: Helper, person: Person, at: datetime) -> Panel | None:
    """Series that wait for her word."""
    asked = queries.asked_of(helper)
    return Panel(template="series/asked.html", values={"asked": asked}) if asked else None
