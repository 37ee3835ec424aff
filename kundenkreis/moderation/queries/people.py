"""What is known about who reports and who writes: accuracy, suspensions, how often before."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation.models import (
    HARMLESS,
    Flag,
    FlagThreshold,
    QueueItem,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.people.models import Person, Role
from kundenkreis.ui import filters

REPEATS_OVER = timedelta(days=365)
SILENCE_OVER = timedelta(days=1)


def accuracy_of(person: Person) -> tuple[int, int]:
    """How many of her reports moderators agreed with, and how many not."""
    return accuracies([person.pk])[person.pk]


def accuracies(persons: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """The same for many."""
    kept = Q(decision__outcome__in=HARMLESS)
    decided = Flag.objects.filter(by__in=persons, decision__isnull=False)
    rows = decided.values("by").annotate(
        agreed=Count("pk", filter=~kept), disagreed=Count("pk", filter=kept)
    )
    known = {row["by"]: (row["agreed"], row["disagreed"]) for row in rows}
    return {person: known.get(person, (0, 0)) for person in persons}


def high() -> float:
    """The score from which a text may go out of sight by itself, as of last night."""
    last = FlagThreshold.objects.order_by("-at").values_list("high", flat=True).first()
    return FlagThreshold.START if last is None else last


def reporters_of(person: Person, *, at: datetime) -> int:
    """How many different people reported texts of hers that wait, within a day."""
    waiting = Flag.objects.waiting().filter(item__author=person, at__gt=at - SILENCE_OVER)
    return waiting.values("by").distinct().count()


def suspended_until(person: Person, kind: str, *, at: datetime) -> datetime | None:
    """Until when she may not write or report; None: she may."""
    rows = Suspension.objects.filter(
        person=person, kind=kind, in_force_at__lte=at, ended_at=None, until__gt=at
    )
    until: datetime | None = rows.order_by("-until").values_list("until", flat=True).first()
    return until


def person_here(pk: UUID | str) -> Person:
    """Somebody of this brand: with a role here, or a text or report that moderation knows.

    :raises NotFound: nobody, or a stranger to this brand.
    """
    person: Person | None = Person.objects.filter(pk=pk, erased_at=None).first()
    here = person and (
        Role.objects.filter(person=person).exists()
        or Flag.objects.filter(by=person).exists()
        or QueueItem.objects.filter(author=person).exists()
    )
    if not person or not here:
        raise NotFound("not_found", _("There is no such person."))
    return person


def suspensions_of(person: Person, *, at: datetime) -> list[Suspension]:
    """What holds about her now, and what waits for a second person."""
    rows = Suspension.objects.filter(person=person, ended_at=None, until__gt=at)
    return list(rows.order_by("since"))


def suspended_sentence(until: datetime) -> str:
    """To whom it concerns, with what she can do."""
    return _(
        "You cannot do this until {until}. Your notices tell why, and how to object."
    ).format(until=filters.moment(until))


def restricted(person: Person, *, at: datetime) -> int:
    """The counter of repeated misuse (DSA art. 23): decisions against her in twelve months, not overturned."""
    rows = StatementOfReasons.objects.filter(author=person, at__gt=at - REPEATS_OVER)
    rows = rows.exclude(outcome__in=HARMLESS).exclude(appeals__outcome="overturned")
    return rows.count()
