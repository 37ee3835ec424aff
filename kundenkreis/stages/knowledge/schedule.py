"""What happens by time: editors are told of articles that are due, and what nobody checked is no longer read."""

from datetime import datetime

from kundenkreis.stages.knowledge import actions


def due(*, at: datetime) -> None:
    """Called every minute inside each brand."""
    actions.expire(by=None, at=at)
    actions.warn_of_reviews(by=None, at=at)
