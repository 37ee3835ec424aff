"""What happens by time: old drafts go."""

from datetime import datetime

from kundenkreis.drafts import actions


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; looks once an hour."""
    if at.minute == 0:
        actions.drop_old(by=None, at=at)
