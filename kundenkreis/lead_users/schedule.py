"""What happens by time: once a day the signals of those who opted in."""

from datetime import datetime, timedelta

from django.db.models import Q

from kundenkreis.lead_users import actions
from kundenkreis.lead_users.models import LeadCandidacy


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    old = Q(computed_at__isnull=True) | Q(computed_at__lte=at - timedelta(days=1))
    if LeadCandidacy.objects.filter(old).exists():
        actions.compute(by=None, at=at)
