"""What happens by time: on the eighth day of a month the month before is closed."""

from datetime import datetime

from kundenkreis.brands.queries import brand_here
from kundenkreis.payback import actions, queries
from kundenkreis.payback.models import month_before

# Thanks and solutions of the first week after a month still count for it.
CLOSING_DAY = 8


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action closes a month once. A month missed is made up for."""
    today = at.astimezone(brand_here().zone).date()
    last = month_before(today)
    month = last if today.day >= CLOSING_DAY else month_before(last)
    for each in queries.months_to_close(until=month):
        actions.close_month(each, by=None, at=at)
