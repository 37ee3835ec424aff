"""Who answered how much."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Answer
from kundenkreis.workload import spread
from kundenkreis.workload.models import WorkloadHint

WINDOW = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Spread:
    """The last four weeks: shares between 0 and 1 of the most active 1, 5 and 10 of 100 members, and Gini."""

    members: int
    answers: int
    top_1: float
    top_5: float
    top_10: float
    gini: float


def answers_by(*, since: datetime, until: datetime) -> dict[UUID, int]:
    """Public answers of members to others, by author; the most first."""
    rows = Answer.objects.public().filter(at__gte=since, at__lt=until)
    rows = rows.filter(role__in=[Answer.Role.MEMBER, Answer.Role.EXPERT])
    counts = rows.order_by().values_list("author").annotate(sum=Count("pk"))
    return dict(sorted(counts, key=lambda row: (-row[1], str(row[0]))))


def spread_at(at: datetime) -> Spread:
    """How the work of the last four weeks was spread over who did any."""
    counts = list(answers_by(since=at - WINDOW, until=at).values())
    return Spread(
        len(counts), sum(counts), spread.top_share(counts, 1), spread.top_share(counts, 5),
        spread.top_share(counts, 10), spread.gini(counts),
    )  # fmt: skip


def most_active(at: datetime, most: int = 10) -> list[tuple[Person, int]]:
    """Who answered most in the last four weeks."""
    counts = answers_by(since=at - WINDOW, until=at)
    first = list(counts)[:most]
    persons = Person.objects.in_bulk(first)
    return [(persons[pk], counts[pk]) for pk in first if pk in persons]


def hints() -> list[WorkloadHint]:
    """Who was told to rest, the newest week first."""
    return list(WorkloadHint.objects.select_related("person")[:20])
