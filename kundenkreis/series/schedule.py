"""What happens by time: nobody answered, the next visits are due, the last is over."""

from datetime import datetime, timedelta

from django.db.models import Q

from kundenkreis.series import actions, rules
from kundenkreis.series.models import Series

AT_ONCE = 100


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; each action checks again under its lock."""
    for series in Series.objects.asked().filter(answer_by__lte=at)[:AT_ONCE]:
        actions.expire(series, at=at)
    # A day more than any zone is ahead; the action looks at the brand's own.
    until = at.date() + rules.AHEAD + timedelta(days=1)
    over = Q(next_day__isnull=True, last_day__lte=at.date() + timedelta(days=1))
    due_now = Series.objects.running().filter(Q(next_day__lte=until) | over)
    for series in due_now.order_by("next_day")[:AT_ONCE]:
        actions.plan(series, at=at)
