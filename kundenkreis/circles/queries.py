"""Reads around the circle and its direct line."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.circles import promises
from kundenkreis.circles.models import CircleInvitation, CirclePromise, DirectLine
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.spaces.models import Space, SpaceMember

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How the promise was kept for what fell due in the last 90 days. `hours`: half were answered within."""

    asked: int
    in_time: int
    late: int
    hours: int | None


def circle() -> Space | None:
    """The brand's circle, while it stands."""
    return Space.objects.all().standing().filter(kind=Space.Kind.CIRCLE).first()


def is_in(person: Person, space: Space | None) -> bool:
    """Whether she is in the circle now."""
    rows = SpaceMember.objects.all().current().filter(space=space, person=person)
    return space is not None and rows.exists()


def promised_days() -> int:
    """Working days, as they are now."""
    rows = CirclePromise.objects.values_list("days", flat=True)
    return rows.first() or CirclePromise.USUAL


def due(*, at: datetime) -> datetime:
    """Until when something written now is answered."""
    brand = brand_here()
    return promises.due_at(brand.hours, brand.zone, at, days=promised_days())


def invitation_of(person: Person) -> CircleInvitation | None:
    """What she has not answered yet."""
    rows = CircleInvitation.objects.filter(person=person, answered_at=None)
    return rows.select_related("by").first()


def invitations() -> list[CircleInvitation]:
    """Whom managers asked, newest first, with reasons and answers."""
    rows = CircleInvitation.objects.select_related("person", "by").order_by("-at")
    return list(rows[:100])


def lines_for(person: Person, *, at: datetime) -> list[DirectLine]:
    """What was written on the line: for who is in the circle and for the team; what waits longest first.

    :raises NotFound: for everyone else.
    """
    space = circle()
    if not (is_in(person, space) or is_staff(person, at=at)):
        raise NotFound("not_found", _("There is no such page."))
    rows = DirectLine.objects.select_related("question__author")
    rows = rows.filter(question__space=space, question__hidden_at=None)
    waiting = rows.filter(answered_at=None).order_by("due_at")
    done = rows.filter(answered_at__isnull=False).order_by("-answered_at")[:50]
    return [*waiting, *done]


def line_for(person: Person, pk: int, *, at: datetime) -> DirectLine:
    """One of them.

    :raises NotFound: for everyone but the circle and the team.
    """
    found = next((row for row in lines_for(person, at=at) if row.pk == pk), None)
    if not found:
        raise NotFound("not_found", _("There is no such question."))
    return found


def kept(*, at: datetime) -> Kept:
    """The promise and what became of it; what is overdue and waits still counts as late."""
    rows = list(DirectLine.objects.filter(due_at__gt=at - WINDOW, at__lte=at))
    over = [row for row in rows if row.answered_at or row.due_at <= at]
    hours = [(row.answered_at - row.at).total_seconds() / 3600 for row in over if row.answered_at]  # fmt: skip
    timely = sum(row.in_time for row in over)
    return Kept(asked=len(rows), in_time=timely, late=len(over) - timely, hours=round(median(hours)) if hours else None)  # fmt: skip
