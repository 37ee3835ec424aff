"""Which ways a notice takes, and when the telephone may ring. Pure: rows in, answers out."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from kundenkreis.notifications.models import Reach
from kundenkreis.notifications.registry import NoticeText

# No push and no SMS from nine in the evening until seven in the morning.
EVENING, MORNING = time(21), time(7)
# So long a push may go unseen before an SMS says the same.
FALLBACK = timedelta(minutes=10)
# What is urgent is worth nothing later.
URGENT_LIVES = timedelta(hours=1)
# Messages to one address in one day; what comes on top is in the mail and on the page.
MOST_A_DAY: Mapping[str, int] = {"sms": 12, "push": 80}


def ways(
    text: NoticeText, reach: Reach | None, reachable: Collection[str], *, at: datetime
) -> dict[str, datetime | None]:
    """Names of the transports this notice takes, each with the moment it waits for.

    `reachable`: names of those that have an address. Who left no mail address gets everything
    else by SMS as well.
    """
    chosen: dict[str, datetime | None] = {}
    for name in reachable:
        if name == "sms":
            continue
        if wants(reach, name) or (name == "mail" and text.written):
            chosen[name] = None
    if "sms" in reachable and wants(reach, "sms"):
        if text.sms == "fallback" and "push" in chosen:
            chosen["sms"] = at + FALLBACK
        elif text.sms or "mail" not in reachable:
            chosen["sms"] = None
    return chosen


def wants(reach: Reach | None, name: str) -> bool:
    """Whether the person did not turn this way off."""
    return reach is None or getattr(reach, f"{name}_off_at", None) is None


def ringing_from(reach: Reach | None, zone: ZoneInfo, *, at: datetime) -> datetime:
    """The first moment from `at` on at which a telephone may ring: `at` itself, or seven o'clock."""
    if reach and reach.nights_at:
        return at
    local = at.astimezone(ZoneInfo(reach.timezone) if reach and reach.timezone else zone)
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() + timedelta(days=1 if local.time() >= EVENING else 0)
    # Seven by the wall clock, also after a night in which clocks changed.
    return datetime.combine(day, MORNING, tzinfo=local.tzinfo)
