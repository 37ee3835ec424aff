"""Reads of moderation: texts for whoever stands there, what waits, what is known of people."""

from kundenkreis.moderation.models import Appeal
from kundenkreis.moderation.queries.notices import answer_to, notice_for, target_at
from kundenkreis.moderation.queries.people import (
    accuracy_of,
    high,
    person_here,
    reporters_of,
    restricted,
    suspended_sentence,
    suspended_until,
    suspensions_of,
)
from kundenkreis.moderation.queries.prints import Prints, writer_of
from kundenkreis.moderation.queries.things import thing_for, things_of
from kundenkreis.moderation.queries.transparency import COLUMNS, lines
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
from kundenkreis.moderation.queries.yearly import Yearly, yearly, years

# So long somebody may object.
APPEAL_DAYS = Appeal.DAYS

__all__ = [
    "APPEAL_DAYS",
    "COLUMNS",
    "Prints",
    "Waiting",
    "Yearly",
    "accuracy_of",
    "answer_to",
    "appeal_for",
    "appeals",
    "high",
    "history_of",
    "lines",
    "notice_for",
    "person_here",
    "queue",
    "records_of",
    "removed_for_good",
    "reporters_of",
    "restricted",
    "statement_for",
    "suspended_sentence",
    "suspended_until",
    "suspension_for",
    "suspensions_of",
    "target_at",
    "thing_for",
    "things_of",
    "to_agree",
    "writer_of",
    "yearly",
    "years",
]  # fmt: skip
