"""What happens by time: open chargebacks are looked at every hour, in case a message was lost."""

from datetime import datetime, timedelta

import structlog

from kundenkreis.chargebacks import actions
from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core.refusal import Refused

AT_ONCE, EVERY = 20, timedelta(hours=1)
log = structlog.get_logger(__name__)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    waiting = Chargeback.objects.all().open().filter(looked_at__lte=at - EVERY)
    for row in waiting.select_related("hold").order_by("looked_at")[:AT_ONCE]:
        try:
            actions.follow(row.hold, by=None, at=at)
        except Refused as refused:  # the provider is down: the others have their turn
            log.warning("chargeback_unclear", reason=refused.reason)
        Chargeback.objects.filter(pk=row.pk).update(looked_at=at)
