"""What happens by time: a payout that was released and did not leave (a crash, a deaf bank) leaves now."""

from datetime import datetime

from kundenkreis.payouts import actions
from kundenkreis.payouts.models import Payout

AT_ONCE = 100


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    waiting = Payout.objects.filter(
        state=Payout.State.BATCHED, batch__released_at__isnull=False
    )
    for payout in waiting.select_related("person")[:AT_ONCE]:
        actions.send(payout, by=None, at=at)
