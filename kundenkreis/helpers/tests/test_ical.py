"""When somebody is busy, as the calendars of this world write it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.helpers import ical

ZURICH = ZoneInfo("Europe/Zurich")


def text(*events: str) -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{number}\n{event}\nEND:VEVENT\n"
        for number, event in enumerate(events)
    )
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{body}END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


def busy(raw: bytes, at: datetime) -> list[tuple[str, str]]:
    spans = ical.busy_spans(raw, zone=ZURICH, start=at, end=at + timedelta(days=28))
    return [
        (f"{a.astimezone(ZURICH):%m-%d %H:%M}", f"{b.astimezone(ZURICH):%m-%d %H:%M}")
        for a, b in spans
    ]


def test_a_whole_day_is_the_local_day(at):
    raw = text("DTSTART;VALUE=DATE:20260312")
    assert busy(raw, at) == [("03-12 00:00", "03-13 00:00")]


def test_zones_are_kept_and_a_time_without_zone_is_local(at):
    raw = text(
        "DTSTART:20260312T090000Z\nDTEND:20260312T100000Z",
        "DTSTART;TZID=America/New_York:20260313T090000\nDURATION:PT1H",
        "DTSTART:20260314T090000\nDTEND:20260314T100000",
    )
    assert busy(raw, at) == [
        ("03-12 10:00", "03-12 11:00"),
        ("03-13 14:00", "03-13 15:00"),  # New York has summer time already
        ("03-14 09:00", "03-14 10:00"),
    ]


def test_a_series_leaves_out_and_moves_its_days(at):
    start = "DTSTART;TZID=Europe/Zurich:20260311T090000\nDTEND;TZID=Europe/Zurich:20260311T100000"
    moved = (
        "END:VEVENT\nBEGIN:VEVENT\nUID:0\nRECURRENCE-ID;TZID=Europe/Zurich:20260325T090000\n"
        "DTSTART;TZID=Europe/Zurich:20260326T150000\nDTEND;TZID=Europe/Zurich:20260326T160000"
    )
    rule = "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Zurich:20260318T090000"
    assert busy(text(f"{start}\n{rule}\n{moved}"), at) == [
        ("03-11 09:00", "03-11 10:00"),
        ("03-26 15:00", "03-26 16:00"),
        ("04-01 09:00", "04-01 10:00"),  # nine stays nine when the clocks change
    ]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_what_takes_no_time_is_free(line, at):
    assert busy(text(f"DTSTART:20260312T090000Z\nDTEND:20260312T100000Z\n{line}"), at) == []


def test_overlaps_become_one_and_nothing_lies_outside_the_window(at):
    raw = text(
        "DTSTART:20260309T000000Z\nDTEND:20260310T100000Z",
        "DTSTART:20260310T093000Z\nDTEND:20260310T110000Z",
        "DTSTART:20270310T093000Z\nDTEND:20270310T110000Z",
    )
    assert busy(raw, at) == [("03-10 09:00", "03-10 12:00")]


def test_our_own_visits_do_not_come_back_as_busy(at):
    raw = text("DTSTART:20260312T090000Z\nDTEND:20260312T100000Z")
    assert busy(raw.replace(b"UID:0", b"UID:0@kundenkreis"), at) == []


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_a_rule_without_end_costs_nothing(rule, at):
    raw = text(
        f"DTSTART:20260301T090000Z\nDTEND:20260301T090001Z\nRRULE:{rule}",
        "DTSTART:20260312T090000Z\nDTEND:20260312T100000Z",
    )
    assert busy(raw, at) == [("03-12 10:00", "03-12 11:00")]


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"\xff\xfe\x00", b"BEGIN:VCARD\r\nEND:VCARD"]
)
def test_what_is_no_calendar_is_said_to_be_none(raw, at):
    with pytest.raises(ical.Unreadable, match="no_calendar"):
        busy(raw, at)


def test_a_calendar_of_too_many_stretches_is_refused(at, monkeypatch):
    monkeypatch.setattr(ical, "MOST_STRETCHES", 1)
    raw = text(
        "DTSTART:20260312T090000Z\nDTEND:20260312T100000Z",
        "DTSTART:20260313T090000Z\nDTEND:20260313T100000Z",
    )
    with pytest.raises(ical.Unreadable, match="too_large"):
        busy(raw, at)
