"""What happens by time: an answer did not come, a decision becomes final."""

from datetime import datetime

from kundenkreis.disputes import actions
from kundenkreis.disputes.models import Dispute
from kundenkreis.disputes.steps import State

AT_ONCE = 50


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    for row in Dispute.objects.filter(state=State.OPEN, answer_by__lte=at)[:AT_ONCE]:
        actions.lapse(row, by=None, at=at)
    for row in Dispute.objects.filter(state=State.DECIDED, final_at__lte=at)[:AT_ONCE]:
        actions.settle(row, by=None, at=at)
