"""Reads of moderation: texts for whoever stands there, what waits, what is known of people."""

from kundenkreis.moderation.models import Appeal
from kundenkreis.moderation.queries.people import (
    accuracy_of,
    high,
    reporters_of,
    restricted,
    suspended_sentence,
    suspended_until,
)
from kundenkreis.moderation.queries.things import thing_for, things_of
from kundenkreis.moderation.queries.waiting import (
    Waiting,
    appeal_for,
    appeals,
    history_of,
    queue,
    records_of,
    removed_for_good,
    statement_for,
    suspension_for,
    to_agree,
)

# So long somebody may object.
APPEAL_DAYS = Appeal.DAYS

__all__ = [
    "APPEAL_DAYS",
    "Waiting", "accuracy_of", "appeal_for", "appeals", "high", "history_of", "queue", "records_of", "removed_for_good", "reporters_of", "restricted",
    "statement_for", "suspended_sentence", "suspended_until", "suspension_for", "thing_for", "things_of", "to_agree",
]  # fmt: skip
