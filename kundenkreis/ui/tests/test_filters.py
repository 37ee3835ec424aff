"""Formats as the reader's locale writes them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

from kundenkreis.core.money import Money
from kundenkreis.ui import filters

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)  # a Tuesday, ten o'clock in Zurich


@pytest.fixture(autouse=True)
def zurich_in_german():
    with timezone.override("Europe/Zurich"), translation.override("de"):
        yield


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "price", "exact"),
    [
        (4900, "CHF", "de", "CHF 49", "CHF 49.00"),
        (4950, "CHF", "de", "CHF 49.50", "CHF 49.50"),
        (0, "CHF", "de", "CHF 0", "CHF 0.00"),
        (-500, "CHF", "de", "CHF −5", "CHF −5.00"),
        (123456700, "CHF", "de", "CHF 1’234’567", "CHF 1’234’567.00"),
        (4900, "CHF", "en", "CHF 49", "CHF 49.00"),
        (4950, "CHF", "fr", "CHF 49.50", "CHF 49.50"),
        (4950, "EUR", "de", "49,50 €", "49,50 €"),
        (4900, "EUR", "en", "€49", "€49.00"),
    ],
)
def test_prices_drop_empty_cents_and_statements_keep_them(
    amount, currency, language, price, exact
):
    with translation.override(language):
        assert plain(filters.money(Money(amount, currency))) == price
        assert plain(filters.exact_money(Money(amount, currency))) == exact


@pytest.mark.parametrize(
    ("metres", "text"),
    [(3, "50 m"), (412, "400 m"), (974, "950 m"), (980, "1 km"), (2310, "2,3 km"), (14400, "14 km")],
)  # fmt: skip
def test_distances_are_rounded_so_that_no_house_is_given_away(metres, text):
    assert plain(filters.distance(metres)) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(minutes=90), "1 hour 30 minutes"),
        (timedelta(0), "0 minutes"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_durations_are_written_out(span, text):
    with translation.override("en"):
        assert filters.duration(span) == text


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=12), "in 12 minutes"),
        (timedelta(hours=6), "today 16:00"),
        (timedelta(hours=22), "tomorrow 08:00"),
        (timedelta(days=2), "Thursday 10:00"),
        (timedelta(days=12), "22 March, 10:00"),
        (timedelta(days=-400), "3 February 2025, 10:00"),
        (timedelta(minutes=-3), "3 minutes ago"),
        (timedelta(hours=-20), "yesterday 14:00"),
    ],
)
def test_waits_are_exact_and_relative_to_the_reader(later, text):
    with translation.override("en"):
        assert filters.when(AT + later, AT) == text


def test_days_are_counted_by_the_calendar_of_the_brand_not_by_hours():
    late = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)  # 23:30 in Zurich
    with translation.override("en"):
        assert filters.when(late + timedelta(minutes=90), late) == "tomorrow 01:00"


def test_dates_in_the_four_languages():
    assert filters.day(AT) == "Dienstag, 10. März"
    assert filters.month(AT.date()) == "März 26"
    assert filters.moment(AT) == "10. März 2026, 10:00"
    with translation.override("fr"):
        assert filters.day(AT) == "mardi, 10 mars"
    with translation.override("it"):
        assert filters.day(AT) == "martedì, 10 marzo"
    with translation.override("en"):
        assert filters.span(AT, AT + timedelta(hours=1)) == "Tuesday, 10 March, 10:00–11:00"


def test_initials_and_tints_are_always_the_same_for_a_name():
    assert filters.initials("Vreni Anna Muster") == "VM"
    assert filters.initials("jonas") == "J"
    assert filters.initials("  ") == "?"
    assert filters.tint("Vreni") == filters.tint("Vreni")
    assert {filters.tint(str(number)) for number in range(50)} == {1, 2, 3, 4, 5, 6}


def test_a_phone_number_is_dialled_without_its_spaces():
    assert filters.dial("+41 (44) 123-45 67") == "+41441234567"


def test_a_share_nobody_measured_is_a_dash():
    assert plain(filters.percent(0.615)) == "62 %"
    assert filters.percent(None) == "–"


def test_a_first_letter_is_raised_and_german_nouns_keep_theirs():
    """Jinja's `capitalize` would write «Alle zwei wochen»."""
    assert filters.FILTERS["capfirst"]("alle zwei Wochen") == "Alle zwei Wochen"
    house = Path(filters.__file__).parents[1]
    assert not [
        page for page in house.rglob("*.html") if "| capitalize" in page.read_text()
    ]


def test_a_large_number_is_grouped_without_a_point():
    with translation.override("de"):
        assert filters.whole(13400) == "13’400"
    with translation.override("en"):
        assert filters.whole(13400) == "13,400"
