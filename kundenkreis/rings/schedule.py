"""What happens by time: old messages go; who wants them once a week is told."""

from datetime import datetime

from kundenkreis.brands.queries import brand_here
from kundenkreis.rings import actions
from kundenkreis.rings.models import Ring, RingChoice

FIRST, LAST = 7, 20


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the actions check again under their locks."""
    if Ring.objects.filter(expires_at__lte=at).exists():
        actions.erase_old(at=at)
    if not FIRST <= at.astimezone(brand_here().zone).hour < LAST:
        return
    rows = RingChoice.objects.filter(how="weekly", told_until__lte=at - actions.WEEK)
    for row in rows.order_by("told_until")[:200]:
        actions.make_digest(row, at=at)
