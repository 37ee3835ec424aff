"""What happens by time: texts are understood; words are counted anew when texts came since, and once a day for those that went."""

from datetime import datetime, timedelta

from kundenkreis.search import actions, meaning
from kundenkreis.search.models import Document, Unread, Vocabulary

PAUSE = timedelta(minutes=5)
ANYWAY = timedelta(days=1)
# Read in one minute and brand: what a worker does beside its other work.
AT_ONCE = 100


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
    if meaning.ready():
        for unread in Unread.objects.select_related("document").order_by("at")[:AT_ONCE]:
            actions.understand(unread, by=None, at=at)
