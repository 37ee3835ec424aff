"""What happens by time: thresholds are set every night; words of removed texts are erased in the end."""

from datetime import datetime, timedelta

from kundenkreis.moderation import actions, queries
from kundenkreis.moderation.models import FlagThreshold, TextPrint


def due(*, at: datetime) -> None:
    """Called every minute in every open brand."""
    last = FlagThreshold.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None or at - last >= timedelta(days=1):
        actions.tune(by=None, at=at)
        TextPrint.objects.filter(at__lt=at - TextPrint.KEPT).delete()
        for statement in queries.removed_for_good(at=at):
            actions.erase(statement, by=None, at=at)
