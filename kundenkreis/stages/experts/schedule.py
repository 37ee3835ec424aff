"""What happens by time: the next wave, expiry, a forgotten end, payment."""

from datetime import datetime

from django.db.models import Q

from kundenkreis.stages.experts import actions, rules
from kundenkreis.stages.experts.models import Consultation

State = Consultation.State


def due(*, at: datetime) -> None:
    """Every minute, inside each open brand."""
    late = Q(state=State.OFFERED, expires_at__lte=at) | Q(
        state=State.ACCEPTED, accepted_at__lte=at - rules.WRITTEN_WITHIN
    )
    for consultation in Consultation.objects.filter(late):
        actions.expire(consultation, at=at)
    forgotten = Q(state=State.ACCEPTED, accepted_at__lte=at - rules.ENDED_WITHIN)
    for consultation in Consultation.objects.filter(forgotten):
        actions.end(consultation, by=None, at=at)
    for consultation in Consultation.objects.filter(state=State.OFFERED, wanted=None):
        actions.ask_more(consultation, at=at)
    paid = Q(ended_at__lte=at - rules.COMPLAINT_WITHIN, complained_at=None)
    for consultation in Consultation.objects.all().unsettled().filter(paid):
        actions.settle(consultation, at=at)
