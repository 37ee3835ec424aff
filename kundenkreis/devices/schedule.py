"""What happens by time: old nonces and faults go."""

from datetime import datetime

from kundenkreis.devices import actions


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    actions.tidy(by=None, at=at)
