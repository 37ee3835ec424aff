"""What happens by time: agents are reminded of calls."""

from datetime import datetime

from kundenkreis.stages.desk import actions
from kundenkreis.stages.desk.models import CallbackWish


def due(*, at: datetime) -> None:
    """Every minute, inside each open brand."""
    rows = CallbackWish.objects.all().open()
    for wish in rows.filter(reminded_at__isnull=True, call_from__lte=at):
        actions.remind(wish, at=at)
