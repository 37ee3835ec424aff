"""Moderators hear once a night that something waits."""

from kundenkreis.collusion.events import CollusionFound
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role


def tell_moderators(event: CollusionFound, *, row: EventRow) -> None:
    """One notice for all of a night's cases, without names."""
    for person in Person.objects.all().holding(Role.Kind.MODERATOR, row.at):
        notify(
            person=person,
            kind="collusion_found",
            row=row,
            values={"count": event.cases},
            path="/moderation/collusion/",
        )
