"""What happens by time: the team is reminded of what it promised."""

from datetime import datetime

from django.db.models import Q

from kundenkreis.circles import actions, promises
from kundenkreis.circles.models import DirectLine


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action checks again under its lock."""
    soon = Q(due_at__lte=at + promises.REMIND, due_at__gt=at, reminded_at=None)
    over = Q(due_at__lte=at, overdue_at=None)
    for row in DirectLine.objects.all().waiting().filter(soon | over)[:200]:
        actions.remind(row, at=at)
