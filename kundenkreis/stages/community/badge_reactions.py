"""For which deeds in the community somebody gets a badge."""

from datetime import timedelta

from kundenkreis.badges import actions as badges
from kundenkreis.badges.models import Badge
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.community.events import (
    KudosGiven,
    SolutionAccepted,
    SolutionConfirmed,
    SolutionWithdrawn,
)
from kundenkreis.stages.community.models import Answer

Kind = Badge.Kind
# So many people thanked for one answer that solved.
MANY = 10
# So long a question had waited for its solution.
LONG = timedelta(days=7)


def give(
    event: SolutionAccepted | SolutionConfirmed | KudosGiven, *, row: EventRow
) -> None:
    """By the asker's word it solved: the first one, one that many thanked for, one that had waited long."""
    rows = Answer.objects.public().select_related("author", "question", "accepted")
    answer = rows.filter(pk=event.answer).exclude(role__in=[Answer.Role.TEAM, Answer.Role.ASKER]).first()  # fmt: skip
    solution = getattr(answer, "accepted", None)
    if answer is None or solution is None or solution.confirmed_at is None:
        return
    thanked, waited = answer.kudos.count(), answer.at - answer.question.asked_at
    found = {Kind.FIRST: True, Kind.MANY: thanked >= MANY, Kind.WAITED: waited >= LONG}
    for kind in (kind for kind, earned in found.items() if earned):
        badges.give(
            answer.author, kind, subject=f"answer:{answer.pk}", title=answer.question.title, path=answer.path,
            people=thanked, days=waited.days, done_at=answer.at, by=row.by, at=row.at,
        )  # fmt: skip


def take_back(event: SolutionWithdrawn, *, row: EventRow) -> None:
    """It did not help after all, unless it was accepted again meanwhile."""
    again = Answer.objects.filter(pk=event.answer, accepted__confirmed_at__isnull=False)
    if not again.exists():
        badges.take_back(f"answer:{event.answer}", by=row.by, at=row.at)
