"""What happens by time: digests, in the morning of the brand."""

from datetime import datetime

from kundenkreis.brands.queries import brand_here
from kundenkreis.following import actions
from kundenkreis.following.models import DigestChoice

# Mails with what is new come between these hours.
FIRST, LAST = 7, 20
AT_ONCE = 200


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the action checks again under its lock."""
    if not FIRST <= at.astimezone(brand_here().zone).hour < LAST:
        return
    for every, period in actions.PERIODS.items():
        rows = DigestChoice.objects.filter(every=every, told_until__lte=at - period)
        for choice in rows.order_by("told_until")[:AT_ONCE]:
            actions.make_digest(choice, by=None, at=at)
