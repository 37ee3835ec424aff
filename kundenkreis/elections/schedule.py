"""What happens by time: votes open and are counted. Offices end by themselves: their role has an end."""

from datetime import datetime

from kundenkreis.elections import actions, queries
from kundenkreis.elections.models import Recall


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the actions check again under their locks."""
    row = queries.under_way()
    if row and not row.vote_from:
        actions.open_vote(row, at=at)
    elif row:
        actions.count(row, at=at)
    for asked in Recall.objects.filter(counted_at=None):
        actions.count_recall(asked, at=at)
