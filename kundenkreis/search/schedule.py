"""What happens by time: words are counted anew when texts came since, and once a day for those that went."""

from datetime import datetime, timedelta

from kundenkreis.search import actions
from kundenkreis.search.models import Document, Vocabulary

PAUSE = timedelta(minutes=5)
ANYWAY = timedelta(days=1)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    counted = Vocabulary.objects.order_by("counted_at").first()
    since = at - counted.counted_at if counted else None
    if since is None:
        stale = Document.objects.exists()
    else:
        fresh = Document.objects.filter(at__gt=at - since).exists()
        stale = since > ANYWAY or (fresh and since > PAUSE)
    if stale:
        actions.recount(by=None, at=at)
