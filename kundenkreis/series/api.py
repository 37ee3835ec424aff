"""API: regular visits, asked for, answered, read, ended."""

from datetime import date, datetime
from uuid import UUID

from ninja import Router, Schema, Status
from pydantic import AwareDatetime

from kundenkreis.bonds.queries import helper_with
from kundenkreis.core.money import Money
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.core.words import pick
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.series import actions, queries
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.stages.marketplace.doors import booking_at_door

router = Router(tags=["series"])


class SeriesIn(Schema):
    """Which visit is repeated; every 1, 2 or 4 weeks; so many times, or until a day (one of the two)."""

    booking: UUID
    weeks: int
    times: int | None = None
    until: date | None = None
    # Minor units; what was shown must still be right.
    price: int | None = None


class DayOut(Schema):
    """One day: its visit, or why it was left out. `starts_at` as planned."""

    id: UUID
    day: date
    starts_at: datetime
    booking: UUID | None
    left_out: str


class SeriesOut(Schema):
    """`state`: asked, running, declined, expired, ended, finished. `days`: what is decided so far."""

    id: UUID
    booking: UUID
    helper: UUID
    title: str
    weeks: int
    first_day: date
    last_day: date
    price: MoneyOut
    state: str
    answer_by: datetime
    days: list[DayOut]


class SeriesList(Schema):
    """The newest first."""

    items: list[SeriesOut]


class EndingIn(Schema):
    """Whether the visits that are agreed already are cancelled too, each under its own terms."""

    cancel_visits: bool = False


class PriceIn(Schema):
    """Minor units."""

    price: int


class InsteadIn(Schema):
    """Another helper or time for a day that was left out."""

    helper: UUID
    starts_at: AwareDatetime


class WishOut(Schema):
    """The wish with helper and time chosen; order it with `POST bookings`."""

    case: UUID
    package: str
    helper: UUID
    starts_at: datetime
    postal_code: str


MADE = {201: SeriesOut}


@router.post("series", response=MADE, summary="Have a visit regularly")
def begin(request: Request, body: SeriesIn) -> Status[SeriesOut]:
    """Its helper is asked once for all visits."""
    booking, person = booking_at_door(request, body.booking)
    made = actions.begin(
        booking, weeks=body.weeks, times=body.times, until=body.until, shown_price=body.price, by=person,
        at=request.at,
    )  # fmt: skip
    return Status(201, _out(made))


@router.get("series", response=SeriesList, summary="My regular visits")
def mine(request: Request) -> SeriesList:
    """On either side, and of those for whom I act."""
    return SeriesList(items=[_out(row) for row in queries.series_of(me(request))])


@router.get("series/{uuid:pk}", response=SeriesOut, summary="One series")
def series(request: Request, pk: UUID) -> SeriesOut:
    """With what became of its days."""
    return _out(queries.series_for(me(request), pk, at=request.at))


@router.post("series/{uuid:pk}/acceptance", response=MADE, summary="I come regularly")
def accept(request: Request, pk: UUID) -> Status[SeriesOut]:
    """The visits of the next four weeks are made at once."""
    row = queries.series_for(me(request), pk, at=request.at)
    return Status(201, _out(actions.accept(row, by=me(request), at=request.at)))


@router.post("series/{uuid:pk}/refusal", response=MADE, summary="I cannot")
def refuse(request: Request, pk: UUID) -> Status[SeriesOut]:
    """Costs nothing."""
    row = queries.series_for(me(request), pk, at=request.at)
    return Status(201, _out(actions.refuse(row, by=me(request), at=request.at)))


@router.post("series/{uuid:pk}/ending", response=MADE, summary="No more visits")
def end(request: Request, pk: UUID, body: EndingIn) -> Status[SeriesOut]:
    """By either side."""
    row = queries.series_for(me(request), pk, at=request.at)
    ended = actions.end(
        row, cancel_visits=body.cancel_visits, by=me(request), at=request.at
    )
    return Status(201, _out(ended))


@router.post("series/{uuid:pk}/price", response=MADE, summary="Agree to a new price")
def agree_price(request: Request, pk: UUID, body: PriceIn) -> Status[SeriesOut]:
    """For the visits to come."""
    row = queries.series_for(me(request), pk, at=request.at)
    agreed = actions.agree_price(row, price=body.price, by=me(request), at=request.at)
    return Status(201, _out(agreed))


@router.post(
    "series-days/{uuid:pk}/request", response={201: WishOut}, summary="Another time instead"
)
def choose_instead(request: Request, pk: UUID, body: InsteadIn) -> Status[WishOut]:
    """For a day that was left out."""
    day = queries.day_for(me(request), pk, at=request.at)
    wish = actions.choose_instead(
        day, helper=helper_with(body.helper), starts_at=body.starts_at, by=me(request), at=request.at
    )  # fmt: skip
    assert wish.package
    answer = WishOut(
        case=wish.case_id, package=wish.package.slug, helper=body.helper, starts_at=body.starts_at,
        postal_code=wish.postal_code,
    )  # fmt: skip
    return Status(201, answer)


def _out(row: Series) -> SeriesOut:
    return SeriesOut(
        id=row.pk, booking=row.begun_with_id, helper=row.helper_id, title=pick(row.begun_with.package.words),
        weeks=row.weeks, first_day=row.first_day, last_day=row.last_day, price=_money(row.money),
        state=row.state, answer_by=row.answer_by, days=[_day(day, row) for day in row.visits.all()],
    )  # fmt: skip


def _day(day: SeriesVisit, series: Series) -> DayOut:
    return DayOut(
        id=day.pk, day=day.day, starts_at=series.starts_at(day.day), booking=day.booking_id,
        left_out=day.left_out,
    )  # fmt: skip


def _money(money: Money) -> MoneyOut:
    return MoneyOut.of(money)
