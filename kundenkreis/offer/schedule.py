"""What happens by time: a price begins on its day."""

from datetime import datetime

from kundenkreis.brands.models import PackagePrice
from kundenkreis.offer import actions

AT_ONCE = 100


def due(*, at: datetime) -> None:
    """Called every minute inside each brand, the oldest first; each action checks again under its lock."""
    waiting = PackagePrice.objects.filter(begun_at=None, taken_back_at=None)
    for row in waiting.filter(valid_from__lte=at).order_by("valid_from")[:AT_ONCE]:
        actions.begin_price(row, by=None, at=at)
