"""What happens by time: names that no law keeps any more leave old documents."""

from datetime import datetime

from kundenkreis.documents import actions


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; nearly always there is nothing to do."""
    actions.forget_names(by=None, at=at)
