"""What happens by time: ended spaces are erased; who was only written to is forgotten."""

from datetime import datetime

from kundenkreis.spaces import actions
from kundenkreis.spaces.models import Space


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    if Space.objects.filter(ended_at__lte=at - Space.KEPT).exists():
        actions.erase_ended(at=at)
    actions.forget_unanswered(at=at)
