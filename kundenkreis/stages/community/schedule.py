"""What happens by time: who has an answer and says nothing is asked whether it helped."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from kundenkreis.stages.community import actions
from kundenkreis.stages.community.models import (
    Answer,
    Question,
    QuestionQuerySet,
    SolutionReminder,
)

# Missed for longer than this, a reminder is no use any more.
LATE = timedelta(days=14)
AT_ONCE = 100
# No mentor has looked for so long: nobody shall wait for ever. Personal data is held back anyway.
SHELTER = timedelta(hours=12)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action checks again under its lock."""
    for question in (
        Question.objects.all().sheltered().filter(sheltered_at__lte=at - SHELTER)[:AT_ONCE]
    ):
        actions.release(question, by=None, at=at)
    for number in (3, 2, 1):
        for question in unanswered(number, at=at)[:AT_ONCE]:
            actions.remind_of_solution(question, number=number, by=None, at=at)


def unanswered(number: int, *, at: datetime) -> QuestionQuerySet:
    """Questions whose first answer is so old that this reminder is due, and whose asker said nothing since."""
    old = at - timedelta(days=SolutionReminder.DAYS[number - 1])
    of_this = Answer.objects.public().filter(question=OuterRef("pk"))
    others = of_this.exclude(role=Answer.Role.ASKER)
    earlier = Answer.objects.public().filter(
        question=OuterRef("question"), at__lt=OuterRef("at")
    )
    replied = Exists(earlier.exclude(role=Answer.Role.ASKER))
    asker = of_this.filter(replied, role=Answer.Role.ASKER)
    reminded = SolutionReminder.objects.filter(question=OuterRef("pk"), number__gte=number)
    rows = Question.objects.public().open()
    return rows.filter(
        Exists(others.filter(at__lte=old, at__gt=old - LATE)), ~Exists(asker), ~Exists(reminded)
    )  # fmt: skip
