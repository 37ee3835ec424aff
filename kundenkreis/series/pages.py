"""What the pages of regular visits show, gathered for one reader."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kundenkreis.core.money import Money
from kundenkreis.people.models import Person
from kundenkreis.series import queries, rules, words
from kundenkreis.series.models import Series, SeriesVisit, moment
from kundenkreis.series.queries import CUSTOMER, HELPER
from kundenkreis.stages.marketplace import pages as visits
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.actions.requests import price_of
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.pages.cards import choices

# Days that nothing is decided about yet: so many are shown.
COMING = 6


def preview(booking: Booking, rhythm: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """What would be ordered: its days, the price of each, what cancelling costs.

    :raises Invalid: as `actions.begin`.
    """
    zone = booking.brand.zone
    local = booking.starts_at.astimezone(zone)
    weeks: int = rhythm["weeks"]
    first = rules.first_day(local.date(), local.time(), weeks=weeks, zone=zone, at=at)
    last = rules.last_day(first, **rhythm)
    draft = Series(
        begun_with=booking, brand=booking.brand, weeks=weeks, first_day=first, last_day=last, clock=local.time()
    )  # fmt: skip
    price = Money(price_of(booking.helper, booking.package), booking.currency)
    starts_at = moment(first, local.time(), zone)
    return {
        "series": draft,
        "days": [draft.starts_at(day) for day in draft.days],
        "price": price,
        "terms": visits.costs(booking.package.cancellation, starts_at, price),
    }


def series_page(series: Series, person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything a series' page shows to this reader."""
    side = queries.side_of(person, series, at=at)
    decided = queries.days_of(series)
    return {
        "series": series,
        "side": side,
        "mine": side != HELPER,
        "may_answer": side == HELPER and series.state == "asked" and at < series.answer_by,
        "may_end": bool(side) and not series.ended_at and not (side == HELPER and series.state == "asked"),
        "days": [_day(row, series, side, at=at) for row in decided],
        "coming": _coming(series, decided),
        "new_price": new_price(series) if side == CUSTOMER else None,
    }  # fmt: skip


def _day(row: SeriesVisit, series: Series, side: str, *, at: datetime) -> dict[str, Any]:
    name = series.helper.person.shown_name
    starts_at = series.starts_at(row.day)
    hers = side == CUSTOMER and row.booking_id is None
    return {
        "row": row,
        "starts_at": row.booking.starts_at if row.booking else starts_at,
        "why": words.why(row.left_out, name=name) if hers else "",
        "href": row.path if hers and starts_at > at else "",
    }


def _coming(series: Series, decided: list[SeriesVisit]) -> list[datetime]:
    known: set[date] = {row.day for row in decided}
    open_days = [day for day in series.days if day not in known] if not series.ended_at else []  # fmt: skip
    return [series.starts_at(day) for day in open_days[:COMING]]


def new_price(series: Series) -> Money | None:
    """What a visit costs now, if that is more than she agreed to."""
    now = price_of(series.helper, series.begun_with.package)
    higher = series.state == "running" and now > series.price
    return Money(now, series.brand.currency) if higher else None


def ending_page(series: Series, person: Person, *, at: datetime) -> dict[str, Any]:
    """Which visits are agreed still, and what cancelling each costs this reader now."""
    by_helper = queries.side_of(person, series, at=at) == HELPER
    ahead = queries.to_come(series, at=at)
    costs = [terms.cancellation_cost(row, helper=by_helper, at=at) for row in ahead]
    return {
        "series": series,
        "visits": list(zip(ahead, costs, strict=True)),
        "cost": Money(sum(cost.amount for cost in costs), series.brand.currency),
    }


def day_page(day: SeriesVisit, person: Person, *, at: datetime) -> dict[str, Any]:
    """Why a day was left out, and other times for it."""
    series = day.series
    hers = queries.side_of(person, series, at=at) == CUSTOMER
    matches = queries.other_times(day, at=at) if hers else []
    return {
        "day": day,
        "series": series,
        "starts_at": series.starts_at(day.day),
        "why": words.why(day.left_out, name=series.helper.person.shown_name) if hers else "",
        "choices": choices(matches, series.begun_with.package, at),
        "new_price": new_price(series) if hers else None,
    }  # fmt: skip
