"""What happens by time: the jury is called."""

from datetime import datetime

from kundenkreis.contests import actions
from kundenkreis.contests.models import IdeaContest


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action checks again under its lock."""
    rows = IdeaContest.objects.filter(
        filter_until__lte=at, jury_told_at=None, result_at=None
    )
    for contest in rows[:20]:
        actions.begin_jury(contest, by=None, at=at)
