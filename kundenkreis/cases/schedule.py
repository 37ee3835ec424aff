"""What happens by time: who has not answered the private question is reminded of it, once."""

from datetime import datetime, timedelta

from kundenkreis.cases import actions
from kundenkreis.cases.models import Case

REMINDED_AFTER, NEVER_AFTER = timedelta(days=5), timedelta(days=30)
AT_ONCE = 100


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action checks again under its lock."""
    waiting = Case.objects.all().unanswered().filter(asked_again_at=None)
    waiting = waiting.filter(
        asked_at__lte=at - REMINDED_AFTER, asked_at__gt=at - NEVER_AFTER
    )
    for case in waiting[:AT_ONCE]:
        actions.ask_again(case, by=None, at=at)
