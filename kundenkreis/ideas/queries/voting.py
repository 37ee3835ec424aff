"""Votes of one person."""

from datetime import datetime

from django.db.models.functions import TruncDate

from kundenkreis.ideas import budgets
from kundenkreis.ideas.models import Idea, IdeaVote, VoteBudget
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person


def active_days(person: Person, *, at: datetime) -> int:
    """On how many of the last 100 days she contributed something."""
    rows = EventRow.objects.filter(
        by=person,
        name__in=budgets.CONTRIBUTIONS,
        at__gt=at - budgets.ACTIVITY,
        at__lte=at,
    )
    days = rows.annotate(day=TruncDate("at")).values("day").distinct()
    return days.count()


def budget_of(person: Person, *, at: datetime) -> VoteBudget:
    """Her votes as they would be counted now; nothing is stored."""
    row = VoteBudget.objects.filter(person=person).first() or VoteBudget(person=person)
    row.size = budgets.budget(active_days(person, at=at))
    return row


def has_voted(person: Person | None, idea: Idea) -> bool:
    """Whether her vote counts for this idea."""
    rows = IdeaVote.objects.filter(idea=idea)
    return person is not None and rows.filter(voter=person).exists()


def votes_of(person: Person) -> list[IdeaVote]:
    """Where her votes are and were, newest first."""
    rows = IdeaVote.objects.filter(voter=person, idea__hidden_at__isnull=True)
    return list(rows.select_related("idea").order_by("-at", "-pk")[:100])
