"""Who may do what with a dispute, and until when. Pure."""

from datetime import datetime, timedelta

from kundenkreis.disputes.models import Dispute, DisputeRules
from kundenkreis.disputes.steps import CLAIMANT, OTHER, STAFF
from kundenkreis.people.models import Person

# Reasons of a decision say more than «no».
SHORTEST_REASONS = 20


def actors(person: Person, dispute: Dispute, *, side: str, staff: bool) -> set[str]:
    """What the person is to the dispute. `side`: for whom she speaks, as the door found out; `""`: for nobody."""
    found = set()
    if side:
        found.add(CLAIMANT if side == dispute.side else OTHER)
    # Nobody decides on her own visit, whatever else she is here.
    if staff and person.pk not in (dispute.customer_id, dispute.helper_id):
        found.add(STAFF)
    return found


def may_object(rules: DisputeRules, *, done_at: datetime | None, at: datetime) -> bool:
    """Within the brand's days after completion."""
    return done_at is not None and done_at <= at < done_at + timedelta(days=rules.days)
