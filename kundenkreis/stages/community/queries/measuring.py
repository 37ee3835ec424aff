"""Measures: how often a question helped, how long a first answer takes, what members are good at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from kundenkreis.brands.models import Topic
from kundenkreis.brands.queries import brand_here
from kundenkreis.cases.models import Attempt
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Answer, Question
from kundenkreis.stages.community.queries.fetching import STAGE

_WINDOW = timedelta(days=90)
_FEWEST = 3


def record_of(question: Question) -> tuple[int, int]:
    """(solved, tried): how often this question's answer helped, over all cases that tried it."""
    tries = Attempt.objects.filter(stage=STAGE, subject=question.subject)
    sums = tries.aggregate(
        solved=Count("pk", filter=Q(state=Attempt.State.SOLVED)),
        tried=Count("pk", filter=Q(state__in=(Attempt.State.SOLVED, Attempt.State.FAILED))),
    )
    return sums["solved"], sums["tried"]


# Unanswered ones count as waiting for ever, so that the middle is honest; the last day's are still open.
_MEDIAN = """
select count(*), percentile_disc(0.5) within group (order by coalesce(
         extract(epoch from first.at - q.asked_at) / 60, 'infinity'::float8))
from kundenkreis_question q
left join lateral (
  select min(a.at) as at from kundenkreis_answer a
  where a.question_id = q.id and a.role <> 'asker' and a.hidden_at is null) first on true
where q.brand_id = %(brand)s and q.hidden_at is null
  and q.asked_at > %(at)s - %(window)s and q.asked_at <= %(at)s
  and (first.at is not null or q.asked_at < %(at)s - interval '1 day')
  and (extract(isodow from q.asked_at at time zone %(zone)s) >= 6) = %(weekend)s
  and abs(mod((extract(hour from q.asked_at at time zone %(zone)s) - %(hour)s + 36)::int, 24) - 12) <= 2
"""


def minutes_to_first_answer(*, at: datetime) -> int | None:
    """How long half of those who asked at this time of day and week waited for their first answer.

    Minutes, over the last 90 days, two hours around, working days and weekends apart. None when
    fewer than three asked then, or half of them got no answer.
    """
    brand = brand_here()
    local = at.astimezone(brand.zone)
    values: dict[str, Any] = {
        "brand": brand.pk, "at": at, "window": _WINDOW, "zone": brand.timezone,
        "weekend": local.isoweekday() >= 6, "hour": local.hour,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN, values)
        asked, middle = cursor.fetchone()
    if asked < _FEWEST or middle is None or middle == float("inf"):
        return None
    return max(1, round(float(middle)))


@dataclass(frozen=True, slots=True)
class Strength:
    """What a member is good at: answers and accepted ones on a topic."""

    topic: Topic | None
    answers: int
    solved: int


def strengths_of(member: Person) -> list[Strength]:
    """By topic, what helped most first."""
    rows = (
        Answer.objects.public()
        .filter(author=member, question__hidden_at__isnull=True)
        .values("question__topic")
        .annotate(answers=Count("pk"), solved=Count("accepted"))
        .order_by("-solved", "-answers")
    )
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    return [
        Strength(topics.get(row["question__topic"]), row["answers"], row["solved"])
        for row in rows
    ]


def members_good_at(topic: Topic | None) -> int:
    """How many members wrote an accepted answer on this topic."""
    if topic is None:
        return 0
    solved = Answer.objects.public().filter(accepted__isnull=False, question__topic=topic)
    return solved.exclude(role=Answer.Role.ASKER).values("author").distinct().count()


def solved_by(member: Person) -> int:
    """How many questions of others this member's answers solved."""
    solved = Answer.objects.public().filter(author=member, accepted__isnull=False)
    return solved.exclude(role=Answer.Role.ASKER).count()
