"""What happens by time: kept times are given up, days of waiting are over."""

from datetime import datetime

from django.db.models import Q

from kundenkreis.waiting import actions
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer

AT_ONCE = 100


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; each action checks again under its lock."""
    over = Q(until__lte=at) | Q(slot__isnull=True)
    for offer in WaitingOffer.objects.select_related("entry").filter(over, answer="")[:AT_ONCE]:  # fmt: skip
        actions.expire(offer, at=at)
    for entry in WaitingEntry.objects.in_line().filter(latest__lte=at)[:AT_ONCE]:
        actions.settle(entry, at=at)
