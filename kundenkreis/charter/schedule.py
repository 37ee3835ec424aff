"""What happens by time: votes open and are counted, the next proposal is discussed."""

from datetime import datetime

from kundenkreis.charter import actions, course
from kundenkreis.charter.models import CharterProposal


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; the actions check again under their locks."""
    row = CharterProposal.objects.all().under_way().first()
    if row and not row.vote_from:
        actions.open_vote(row, at=at)
    elif row and not row.counted_at:
        actions.count(row, at=at)
    waiting = CharterProposal.objects.all().gathering()
    if not row and waiting.exists():
        actions.open_next(at=at)
    if waiting.filter(at__lte=at - course.GATHERED).exists():
        actions.drop_old(at=at)
