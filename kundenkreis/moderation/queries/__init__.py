"""Reads of moderation: texts for whoever stands there, and what waits."""

from kundenkreis.moderation.queries.things import (
    Flagged,
    flagged,
    history_of,
    thing_for,
    things_of,
)

__all__ = ["Flagged", "flagged", "history_of", "thing_for", "things_of"]
