"""Giving a badge for what a deed came to, taking it back with it, hiding one's own."""

from datetime import datetime

from kundenkreis.badges.events import BadgeGiven
from kundenkreis.badges.models import Badge
from kundenkreis.core.events import announce
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person


@one_transaction
def give(
    person: Person,
    kind: str,
    *,
    subject: str,
    title: str,
    path: str,
    done_at: datetime,
    people: int = 0,
    days: int = 0,
    by: Person | None,
    at: datetime,
) -> Badge | None:
    """For this deed, once; the first solution once for ever. None: she has it, or is a guest."""
    if person.is_guest or person.erased_at:
        return None
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    mine = Badge.objects.filter(person=person, kind=kind)
    known = mine if kind == Badge.Kind.FIRST else mine.filter(subject=subject)
    if known.exists():
        return None
    row = Badge.objects.create(
        person=person, kind=kind, subject=subject, title=title[:120], path=path[:200], people=people, days=days,
        done_at=done_at, given_at=at,
    )  # fmt: skip
    announce(BadgeGiven(badge=row.pk, person=str(person.pk)), by=by, at=at)
    return row


def take_back(subject: str, *, by: Person | None, at: datetime) -> None:
    """It did not help after all: badges for this deed go with it."""
    Badge.objects.filter(subject=subject).delete()


def hide(badge: Badge, *, hidden: bool, by: Person, at: datetime) -> None:
    """Its member shows it to others, or does not. Twice is once."""
    rows = Badge.objects.filter(pk=badge.pk, person=by)
    rows.update(hidden_at=at if hidden else None)
