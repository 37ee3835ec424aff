"""What this room does when something was announced."""

from django.utils import translation

from kundenkreis.core.language import LANGUAGES
from kundenkreis.helpers import actions
from kundenkreis.helpers.events import (
    CalendarDue,
    ContestAnswered,
    HelpersImported,
    HelperVerified,
    VerificationRevoked,
)
from kundenkreis.helpers.models import BusyCalendar, Contest, Helper, Verification
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person


def tell_of_check(event: HelperVerified | VerificationRevoked, *, row: EventRow) -> None:
    """The helper hears what was checked, or that it holds no more."""
    helper = Helper.objects.select_related("person").get(pk=event.helper)
    values = {"what": in_all_languages(event.kind)}
    notify(person=helper.person, kind=event.name, row=row, values=values, path="/helper/")


def read_calendar(event: CalendarDue, *, row: EventRow) -> None:
    """A job of its own for each calendar: the other side may be slow. Removed meanwhile: nothing."""
    found = BusyCalendar.objects.select_related("helper").filter(pk=event.calendar).first()
    if found:
        actions.read_calendar(found, by=None, at=max(row.at, found.read_at or row.at))


def in_all_languages(kind: str) -> dict[str, str]:
    """The kind's name as each reader will need it: the notice is put into words when it is read."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = str(Verification.Kind(kind).label)
    return found


def tell_of_answer(event: ContestAnswered, *, row: EventRow) -> None:
    """The helper reads what was decided, and why."""
    contest = Contest.objects.select_related("by").get(pk=event.contest)
    notify(
        person=contest.by, kind="contest_answered", row=row,
        values={"answer": contest.answer}, path="/helper/standing/",
    )  # fmt: skip


def invite(event: HelpersImported, *, row: EventRow) -> None:
    """Whoever is new hears that she was registered, and what to do next."""
    for person in Person.objects.with_account().filter(pk__in=event.invited):
        notify(person=person, kind="helper_invited", row=row, path="/helper/availability/")
