"""What happens by time: on Monday morning the week before is looked at."""

from datetime import datetime, timedelta

from kundenkreis.brands.queries import brand_here
from kundenkreis.workload import actions

HOUR = 9


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; from nine to ten on Monday, and the action tells once."""
    local = at.astimezone(brand_here().zone)
    if local.weekday() == 0 and local.hour == HOUR and local.minute % 10 == 0:
        actions.look_at_week(local.date() - timedelta(days=7), by=None, at=at)
