"""What happens by time: once a night all favours are looked at."""

from datetime import datetime, timedelta

from kundenkreis.collusion import actions
from kundenkreis.collusion.models import CollusionLook


def due(*, at: datetime) -> None:
    """Called every minute in every open brand."""
    last = CollusionLook.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None or at - last >= timedelta(days=1):
        actions.look(by=None, at=at)
