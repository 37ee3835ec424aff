"""What happens by time: owed steps are tried again, payments are looked at, test messages go out."""

from datetime import datetime

import structlog
from django.db import transaction

from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions
from kundenkreis.ledger.models import Payment, ProviderStep
from kundenkreis.ledger.providers.test_page import service

AT_ONCE = 50
log = structlog.get_logger(__name__)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    owed = ProviderStep.objects.filter(done_at__isnull=True, next_try_at__lte=at)
    for step in owed.order_by("id")[:AT_ONCE]:
        actions.do_owed_step(step, by=None, at=at)
    for payment in Payment.objects.all().to_be_looked_at(at)[:AT_ONCE]:
        try:
            with transaction.atomic():
                actions.follow_payment(payment, by=None, at=at)
        except (
            Refused
        ) as refused:  # the provider is down, or does not fit: the others have their turn
            log.warning("payment_unclear", reason=refused.reason)
            Payment.objects.filter(pk=payment.pk).update(looked_at=at)
    service.send_due(at=at)
