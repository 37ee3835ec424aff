"""Shapes of the API: a wish, its search and its offers."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.stages.marketplace.schemas.orders import AddressIn, ReachIn


class AcceptanceIn(Schema):
    """At which of the offered times; without one, the first."""

    starts_at: AwareDatetime | None = None


class WindowIn(Schema):
    """A stretch of time in which the visit may start."""

    start: AwareDatetime
    end: AwareDatetime


class WaveOut(Schema):
    """Helpers asked together: how many, and how many said no so far."""

    number: int
    at: datetime
    until: datetime
    asked: int
    declined: int


class OfferOut(Schema):
    """A request put before one helper."""

    id: UUID
    booking: UUID | None
    helper: UUID
    starts_at: datetime
    times: list[datetime]
    answer_by: datetime
    answer: str
    answered_at: datetime | None


class RequestIn(Schema):
    """A wish for a visit; what is left out can follow."""

    case: UUID
    package: str = ""
    postal_code: str = ""
    note: str | None = None
    windows: list[WindowIn] = Field(
        [],
        description="One to three; then it is a binding order for whoever can come first",
    )
    address: AddressIn | str = ""
    contact: ReachIn = ReachIn()
    payer: str = "customer"
    payment: str = ""
    replace_missing: bool = Field(
        False,
        description="If the helper falls out, whoever can come first is looked for at once",
    )
    second_person: bool | None = Field(
        None,
        description="The helper begins only when a second person is with the customer",
    )
    price: MoneyOut | None = Field(
        None, description="The price that was shown; must still be right"
    )


class RequestOut(Schema):
    """A wish for a visit, and the offers made for it."""

    id: UUID
    case: UUID
    state: str
    package: str | None
    postal_code: str
    place: str
    starts_at: datetime | None
    offers: list[OfferOut]
    # Whoever can come first is looked for: its state, waves, and the booking it became.
    search: str | None = None
    waves: list[WaveOut] = []
    booking: UUID | None = None
