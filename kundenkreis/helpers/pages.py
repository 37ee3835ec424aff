"""What a helper sees of her hours, in words."""

from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date, get_day_names
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.helpers import calendar
from kundenkreis.helpers.models import Availability, AvailabilityPlan, Helper
from kundenkreis.ui import filters

# The parts of a day one can tick; exact times come through the API.
PARTS = {
    "morning": (time(8), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(21)),
}
DAYS_SHOWN = 14


def part_names() -> dict[str, str]:
    """The parts of a day."""
    return {
        "morning": _("Morning, 8 to 12"),
        "afternoon": _("Afternoon, 12 to 17"),
        "evening": _("Evening, 17 to 21"),
    }


def availability_page(helper: Helper, *, at: datetime) -> dict[str, Any]:
    """The next two weeks and the weekly plan."""
    return {"helper": helper, "days": _days(helper, at=at), "week": _week(helper)}


def chosen_week(ticked: list[str]) -> list[tuple[int, time, time]]:
    """The plan that was ticked, such as `["0-morning", "0-afternoon"]`; touching parts become one."""
    week = []
    for weekday in range(7):
        spans = [span for part, span in PARTS.items() if f"{weekday}-{part}" in ticked]
        joined: list[tuple[time, time]] = []
        for start, end in spans:
            if joined and joined[-1][1] == start:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        week += [(weekday, start, end) for start, end in joined]
    return week


def _week(helper: Helper) -> list[dict[str, Any]]:
    plan = list(helper.plan.all())
    names, words = get_day_names("wide", locale=filters.locale()), part_names()
    return [
        {
            "name": names[weekday],
            "parts": [
                {"key": f"{weekday}-{part}", "name": words[part], "open": _covered(plan, weekday, *PARTS[part])}
                for part in PARTS
            ],
        }
        for weekday in range(7)
    ]  # fmt: skip


def _covered(plan: list[AvailabilityPlan], weekday: int, start: time, end: time) -> bool:
    return any(
        row.weekday == weekday and row.start <= start and end <= row.end for row in plan
    )


def _days(helper: Helper, *, at: datetime) -> list[dict[str, Any]]:
    first = at.astimezone(helper.zone).date()
    start = calendar.day_of(at, helper.zone)[0]
    window = TimestamptzRange(start, start + timedelta(days=DAYS_SHOWN))
    spans = [
        calendar.bounds(row.open)
        for row in Availability.objects.filter(helper=helper, open__overlap=window).order_by("open")
    ]  # fmt: skip
    shut = set(helper.exceptions.filter(start__isnull=True).values_list("day", flat=True))
    return [
        _day(helper, first + timedelta(days=number), spans, shut)
        for number in range(DAYS_SHOWN)
    ]


def _day(
    helper: Helper, day: date, spans: list[calendar.Span], shut: set[date]
) -> dict[str, Any]:
    here = [span for span in spans if span[0].astimezone(helper.zone).date() == day]
    return {
        "key": day.isoformat(),
        "name": format_date(day, "EEEE, d. MMMM", locale=filters.locale()),
        "hours": ", ".join(f"{filters.clock(a)}–{filters.clock(b)}" for a, b in here),
        "closed": day in shut,
    }
