"""What a promise of working days means. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kundenkreis.core.hours import Week, spans

# So long before the end of the promise the team is reminded.
REMIND = timedelta(hours=4)


def due_at(week: Week, zone: ZoneInfo, at: datetime, *, days: int) -> datetime:
    """Closing time of the so-manieth open day after the day of `at`, by the brand's opening hours.

    Public holidays are not known and count as open. A brand without hours: so many times 24 hours.
    """
    today = at.astimezone(zone).date()
    ends = [
        end
        for start, end in spans(week, zone, at, days=7 * (days + 1))
        if start.astimezone(zone).date() > today
    ]
    return ends[days - 1] if len(ends) >= days else at + timedelta(days=days)
