"""What happens by time: what was counted is forgotten."""

from datetime import datetime

from kundenkreis.turnstiles import actions


def due(*, at: datetime) -> None:
    """Called every minute in every open brand."""
    actions.forget(at=at)
