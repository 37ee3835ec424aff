"""What happens by time: reminders before a check ends, and the erasure of decided documents."""

from datetime import datetime

from kundenkreis.checks import actions, queries
from kundenkreis.checks.models import CheckReminder


def due(*, at: datetime) -> None:
    """Called every minute inside each brand. The nearest step first, so that nobody hears two at once."""
    for days in sorted(CheckReminder.DAYS):
        for row in queries.ending(days, at=at):
            actions.remind(row, days=days, by=None, at=at)
    actions.erase_old(by=None, at=at)
