"""What a helper sees of her hours, in words."""

from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date, get_day_names
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.brands.queries import places_around
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers import calendar, queries
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
    return {
        "helper": helper,
        "away": helper.away_from if helper.away_until and helper.away_until > at.astimezone(helper.zone).date() else None,
        "days": _days(helper, at=at),
        "week": _week(helper),
        "clashes": queries.clashes_of(helper, at=at),
        "calendars": helper.calendars.count(),
        "troubled": [row.host for row in helper.calendars.exclude(trouble="")],
    }  # fmt: skip


def chosen_week(ticked: list[str], helper: Helper) -> list[tuple[int, time, time]]:
    """The plan that was ticked, such as `["0-morning", "0-afternoon"]`; touching parts become one.

    Days with exact hours, which no box can show, stay as they are.
    """
    plan = list(helper.plan.all())
    week = [(row.weekday, row.start, row.end) for row in plan if _exact(plan, row.weekday)]
    for weekday in range(7):
        if _exact(plan, weekday):
            continue
        spans = [span for part, span in PARTS.items() if f"{weekday}-{part}" in ticked]
        joined: list[tuple[time, time]] = []
        for start, end in spans:
            if joined and joined[-1][1] == start:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        week += [(weekday, start, end) for start, end in joined]
    return week


def week_with(
    helper: Helper, weekday: int, blocks: list[tuple[time, time]]
) -> list[tuple[int, time, time]]:
    """The weekly plan with these hours on one weekday."""
    others = helper.plan.exclude(weekday=weekday)
    return [(row.weekday, row.start, row.end) for row in others] + [
        (weekday, start, end) for start, end in blocks
    ]


def written_hours(helper: Helper, key: str) -> str:
    """The hours of a day or a weekday as a person would write them."""
    rows: Any = helper.plan.filter(weekday=_weekday(key))
    if not key.isdigit():
        rows = list(helper.exceptions.filter(day=key)) or rows
    return ", ".join(f"{_short(row.start)}–{_short(row.end)}" for row in rows if row.start)


def day_name(key: str) -> str:
    """`every Monday`, or `Thursday, 12 March`."""
    if key.isdigit():
        return _("every {weekday}").format(weekday=get_day_names("wide", locale=filters.locale())[_weekday(key)])  # fmt: skip
    return format_date(date.fromisoformat(key), "EEEE, d. MMMM", locale=filters.locale())


def _weekday(key: str) -> int:
    try:
        weekday = int(key) if key.isdigit() else date.fromisoformat(key).weekday()
    except ValueError:
        weekday = -1
    if not 0 <= weekday <= 6:
        raise NotFound("not_found", "")
    return weekday


def _short(clock: time) -> str:
    return f"{clock.hour}:{clock.minute:02}" if clock.minute else str(clock.hour)


def _exact(plan: list[AvailabilityPlan], weekday: int) -> bool:
    """Whether the hours of the weekday are others than whole parts of the day."""
    edges = (
        {start for start, _end in PARTS.values()},
        {end for _start, end in PARTS.values()},
    )
    return any(
        row.weekday == weekday and (row.start not in edges[0] or row.end not in edges[1])
        for row in plan
    )


def calendars_page(helper: Helper) -> dict[str, Any]:
    """The calendars she keeps elsewhere, each with what went wrong in words."""
    return {
        "calendars": [
            {
                "pk": row.pk,
                "host": row.host,
                "read_at": row.read_at,
                "trouble": queries.trouble_sentence(row.trouble) if row.trouble else "",
            }
            for row in helper.calendars.all()
        ],
        "feed": helper.feed_keys.filter(revoked_at__isnull=True).first(),
    }


def profile_values(helper: Helper) -> dict[str, Any]:
    """What the profile form shows at first."""
    names = ("postal_code", "radius_km", "languages", "travel_buffer", "capacity", "about")
    return {name: getattr(helper, name) for name in names}


def language_choices() -> list[tuple[str, str]]:
    """Our languages in the reader's own."""
    return [
        ("de", _("German")), ("en", _("English")), ("fr", _("French")), ("it", _("Italian")),
    ]  # fmt: skip


def _week(helper: Helper) -> list[dict[str, Any]]:
    plan = list(helper.plan.all())
    names, words = get_day_names("wide", locale=filters.locale()), part_names()
    return [
        {
            "name": names[weekday],
            "key": weekday,
            "exact": written_hours(helper, str(weekday)) if _exact(plan, weekday) else "",
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


def area_map(helper: Helper) -> dict[str, Any]:
    """The circle in which she goes, around the middle of her postal code, for herself."""
    circle = {
        "lat": helper.lat,
        "lng": helper.lng,
        "name": helper.place,
        "metres": helper.radius_km * 1000,
    }
    return {
        "points": [circle],
        "places": places_around([helper.point], margin=helper.radius_km / 100),
    }
