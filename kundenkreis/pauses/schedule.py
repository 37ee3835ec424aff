"""What happens by time: a pause whose time is over."""

from datetime import datetime, timedelta

from kundenkreis.pauses import actions
from kundenkreis.pauses.models import Pause

AT_ONCE = 100
# What ended longer ago is no news any more.
NEWS = timedelta(days=2)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action looks again under its lock."""
    rows = Pause.objects.filter(is_last=True, over_at=None, until__lte=at, until__gt=at - NEWS)  # fmt: skip
    for pause in rows.select_related("person").order_by("until")[:AT_ONCE]:
        actions.note_over(pause, at=at)
