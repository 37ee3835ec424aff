"""Faults show first in what customers say: unusually many questions and «me too» about one topic."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, factorial
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from kundenkreis.brands.models import Topic
from kundenkreis.brands.queries import brand_here
from kundenkreis.stages.community.models import Question, SameHere

# A day is compared with the four weeks before it.
DAY, USUAL_DAYS = timedelta(days=1), 28
# So rarely would chance alone do it, and fewer voices than this say nothing.
RARE, FEWEST = 0.001, 3
MOST_QUESTIONS = 5

# Counted by topic and by product alike; a question without a product counts for its topic only.
_VOICES = """
with voice as (
  select q.topic_id as topic, q.product, q.asked_at as at from kundenkreis_question q
  where q.brand_id = %(brand)s and q.asked_at > %(start)s and q.asked_at <= %(at)s
  union all
  select q.topic_id, q.product, s.at from kundenkreis_samehere s join kundenkreis_question q on q.id = s.question_id
  where s.brand_id = %(brand)s and s.at > %(start)s and s.at <= %(at)s
)
select topic, product, count(*) filter (where at > %(day)s), count(*) filter (where at <= %(day)s)
from voice group by grouping sets ((topic), (product))
having count(*) filter (where at > %(day)s) >= %(fewest)s and (grouping(product) = 1 or product <> '')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """A topic, or a product, that far more people spoke of in the last 24 hours than on a usual day."""

    topic: Topic | None
    # Where the product is what is counted, whatever the topic.
    product: str
    voices: int
    # On a usual day of the last four weeks.
    usual: float
    questions: list[Question]


def chance(voices: int, usual: float) -> float:
    """How likely so many or more voices are by chance: the upper tail of Poisson's distribution."""
    below = sum(usual**k / factorial(k) for k in range(min(voices, 150)))
    return max(0.0, 1 - exp(-usual) * below)


def unusual(*, at: datetime) -> list[Unusual]:
    """Topics and products with unusually many voices in the last 24 hours, the least likely first.

    What nobody spoke of for four weeks counts as half a voice in that time.
    """
    values: dict[str, Any] = {
        "brand": brand_here().pk, "at": at, "day": at - DAY, "fewest": FEWEST,
        "start": at - DAY * (USUAL_DAYS + 1),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_VOICES, values)
        counted = [
            (topic, product or "", now, max(before, 0.5) / USUAL_DAYS)
            for topic, product, now, before in cursor
        ]
    rare = [row for row in counted if chance(row[2], row[3]) < RARE]
    rare.sort(key=lambda row: chance(row[2], row[3]))
    topics = {topic.pk: topic for topic in Topic.objects.all()} if rare else {}
    return [
        Unusual(
            topic=topics.get(topic), product=product, voices=now, usual=usual, questions=_loudest(topic, product, at),
        )
        for topic, product, now, usual in rare
    ]  # fmt: skip


def _loudest(topic: int | None, product: str, at: datetime) -> list[Question]:
    """What most people joined, of the questions asked or joined since yesterday."""
    about = {"product": product} if product else {"topic": topic}
    rows = Question.objects.public().counted().filter(**about)
    joined = Exists(SameHere.objects.filter(question=OuterRef("pk"), at__gt=at - DAY))
    fresh = rows.filter(Q(asked_at__gt=at - DAY) | joined)
    loudest = F("same_count").desc()
    return list(fresh.order_by(loudest, "-asked_at")[:MOST_QUESTIONS])
