"""Who hears of a series, and what."""

from datetime import date

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.series import words
from kundenkreis.series.events import (
    SeriesAccepted,
    SeriesAsked,
    SeriesDayDecided,
    SeriesEnded,
)
from kundenkreis.series.models import Series, SeriesVisit


def ask_helper(event: SeriesAsked, *, row: EventRow) -> None:
    """The helper is asked once for all visits; not any more if it was ended meanwhile."""
    series = _series(event.series)
    if series.state == "asked":
        _tell(series.helper.person, "series_asked", series, row)


def tell_accepted(event: SeriesAccepted, *, row: EventRow) -> None:
    """The customer reads that the helper comes regularly."""
    series = _series(event.series)
    _tell(series.customer, "series_accepted", series, row)


def tell_of_day(event: SeriesDayDecided, *, row: EventRow) -> None:
    """A new visit four weeks ahead, or a day that was left out. What was made with the yes was told with it."""
    series = _series(event.series)
    rows = SeriesVisit.objects.select_related("booking__brand")
    day = rows.get(series=series, day=date.fromisoformat(event.day))
    when = series.starts_at(day.day)
    if day.booking is None:
        name = series.helper.person.shown_name
        why = words.in_each_language(series, lambda: words.why(day.left_out, name=name))
        _tell(series.customer, "series_left_out", series, row, path=day.path, when=when, why=why)  # fmt: skip
    elif day.at != series.accepted_at:
        _tell(
            series.customer, "series_next", series, row, path=day.booking.path, when=when, price=day.booking.money
        )  # fmt: skip


def tell_ended(event: SeriesEnded, *, row: EventRow) -> None:
    """Whoever did not end it hears so; declined and not answered, the customer."""
    series = _series(event.series)
    if event.outcome in ("declined", "expired"):
        path = series.begun_with.path
        _tell(series.customer, f"series_{event.outcome}", series, row, path=path)
    elif event.outcome == "finished":
        _tell(series.customer, "series_finished", series, row)
    else:
        name = series.ended_by.shown_name if series.ended_by else series.brand.name
        for person in (series.customer, series.helper.person):
            if person.pk != series.ended_by_id:
                _tell(person, "series_ended", series, row, name=name)


def _series(pk: str) -> Series:
    return Series.objects.with_names().select_related("ended_by").get(pk=pk)


def _tell(
    person: Person,
    kind: str,
    series: Series,
    row: EventRow,
    *,
    path: str = "",
    **more: object,
) -> None:
    values: dict[str, object] = {
        "customer": series.customer.shown_name,
        "helper": series.helper.person.shown_name,
        "package": series.begun_with.package.words,
        "every": words.in_each_language(series, lambda: series.every),
        "first": series.starts_at(series.first_day),
        "last": series.starts_at(series.last_day),
        "until": series.answer_by,
        "price": series.money,
    }
    notify(person=person, kind=kind, row=row, values=values | more, path=path or series.path)  # fmt: skip
