"""Days as bits, and back: what the matcher is sent and what it answers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.helpers import question

ZURICH = ZoneInfo("Europe/Zurich")
MONDAY = datetime(2026, 3, 9, 10, tzinfo=ZURICH)


def moments(days, bits):
    """Every quarter hour whose bit is set."""
    return [days.six(number // 64) + number % 64 * question.QUARTER for number, bit in enumerate(bits) if bit == "1"]  # fmt: skip


def sent(bits):
    """As PostgreSQL sends them."""
    return len(bits).to_bytes(4) + int(bits, 2).to_bytes(len(bits) // 8)


@pytest.mark.parametrize(("minutes", "last"), [(15, 21.5), (60, 21), (90, 20.5), (960, 6)])  # fmt: skip
def test_visits_start_on_half_hours_and_end_by_ten(minutes, last):
    days = question.Days(MONDAY.replace(hour=5), MONDAY.replace(hour=23), ZURICH)
    found = moments(days, days.allowed(minutes // 15))
    assert found == [
        MONDAY.replace(hour=6) + number * timedelta(minutes=30)
        for number in range(int(2 * (last - 6)) + 1)
    ]


def test_only_starts_inside_the_window_are_allowed():
    days = question.Days(MONDAY + timedelta(minutes=1), MONDAY + timedelta(days=1, minutes=30), ZURICH)  # fmt: skip
    found = moments(days, days.allowed(4))
    assert (found[0], found[-1]) == (
        MONDAY + timedelta(minutes=30), MONDAY + timedelta(days=1),
    )  # fmt: skip


def test_a_window_at_night_allows_nothing():
    days = question.Days(MONDAY.replace(hour=23), MONDAY.replace(hour=23, minute=30), ZURICH)  # fmt: skip
    assert "1" not in days.allowed(4)


def test_the_first_start_of_each_half_day_is_said_and_five_at_most():
    days = question.Days(MONDAY, MONDAY + timedelta(days=3), ZURICH)
    starts = days.starts(sent(days.allowed(4)))
    assert [start.astimezone(ZURICH).strftime("%a %H:%M") for start in starts] == [
        "Mon 10:00", "Mon 12:00", "Tue 06:00", "Tue 12:00", "Wed 06:00",
    ]  # fmt: skip
    assert days.starts(sent("0" * 64)) == []


def test_the_day_on_which_the_clock_changes_begins_at_six_like_the_others():
    at = datetime(2026, 3, 28, 9, tzinfo=ZURICH)
    days = question.Days(at, at + timedelta(days=2), ZURICH)
    assert [days.six(day).astimezone(UTC).hour for day in range(3)] == [5, 4, 4]


def asked(**more):
    return question.asked({
        "lat": 47.37, "lng": 8.54, "start": MONDAY, "end": MONDAY + timedelta(days=1), "at": MONDAY,
        "duration": timedelta(hours=1), "zone": ZURICH, **more,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("more", "by_ranges"),
    [
        ({}, False),
        ({"duration": timedelta(minutes=50)}, True),
        ({"duration": timedelta(hours=17)}, True),
        ({"zone": ZoneInfo("Asia/Kathmandu")}, True),
    ],
)
def test_what_bits_cannot_say_is_asked_of_the_ranges(more, by_ranges):
    _days, known = asked(**more)
    assert known["by_ranges"] is by_ranges


def test_nothing_is_asked_once_the_window_is_over():
    assert asked(at=MONDAY + timedelta(days=1)) is None


@pytest.mark.parametrize(("days", "blocks"), [(1, 1), (13, 1), (14, 2), (60, 3)])
def test_calendars_are_read_as_far_as_the_days_go_and_the_week_of_rest(days, blocks):
    _days, known = asked(end=MONDAY + timedelta(days=days))
    assert known["blocks"] == blocks
    assert (known["next_block"] is None) == (known["day"] + max(6, days) <= 28)
