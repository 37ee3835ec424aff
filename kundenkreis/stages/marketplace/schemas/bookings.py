"""Shapes of the API: a booking as one may see it, and what may happen to it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.stages.marketplace.schemas.doing import (
    ExtraOut,
    PhotoOut,
    TripOut,
    VisitOut,
)
from kundenkreis.stages.marketplace.schemas.orders import PaymentOut


class BookingHelper(Schema):
    """Who comes. Where a firm has named nobody yet, `id` is null and `name` the firm's."""

    id: UUID | None
    name: str
    firm: str | None = None


class AddressOut(Schema):
    """The exact address, for whom it is meant and while it is."""

    street: str
    details: str
    postal_code: str
    place: str


class ContactOut(Schema):
    """Whom the helper meets."""

    name: str
    phone: str


class CancellationStepOut(Schema):
    """Until this moment it costs so much; null: from then on."""

    until: datetime | None
    cost: MoneyOut


class CancellationOut(Schema):
    """What a cancellation by the customer costs: nothing until `free_until`, `cost` now.

    `steps`: until when it costs how much; the last has no end.
    """

    free_until: datetime | None
    cost: MoneyOut
    steps: list[CancellationStepOut]


class StepOut(Schema):
    """One row of the history. `heard_at`: it was tapped without a network and came later."""

    name: str
    state: str
    actor: str
    reason: str
    at: datetime
    heard_at: datetime | None


class ReviewOut(Schema):
    """A review that may be read, or one's own; a key of the database ties it to a completed visit.

    `marks` (explained, on_time, solved: yes, partly, no) only to the customer who gave them.
    """

    id: UUID
    verified: bool = True
    side: str
    stars: int
    text: str
    at: datetime
    revealed_at: datetime | None
    marks: dict[str, str] = {}
    reply: str | None = None
    hidden: bool = False


class BookingShort(Schema):
    """A booking in a list."""

    id: UUID
    reference: str
    case: UUID
    package: str
    title: str
    helper: BookingHelper
    # How many come; 2 are of one firm.
    persons: int
    state: str
    starts_at: datetime
    ends_at: datetime
    price: MoneyOut
    postal_code: str
    place: str
    url: str


class BookingOut(BookingShort):
    """A booking as this person may see it. `transitions`: endpoints that would work now."""

    payer: str
    payment: PaymentOut | None
    accept_by: datetime
    offer: UUID
    code_word: str | None
    sign_off_code: str | None
    address: AddressOut | None
    contact: ContactOut | None
    # Who goes along where two come, once the firm has said who.
    second: BookingHelper | None
    second_person: bool
    note: str
    visit: VisitOut
    trip: TripOut | None
    extras: list[ExtraOut]
    photos: list[PhotoOut]
    total: MoneyOut
    # Of the price, what a voucher pays.
    voucher: MoneyOut | None
    cancellation: CancellationOut
    money: list[dict[str, Any]]
    transitions: list[str]
    history: list[StepOut]
    reviews: list[ReviewOut]


class ReasonIn(Schema):
    """Why, in a few words."""

    reason: str = ""


class RescheduleIn(Schema):
    """The new time."""

    starts_at: AwareDatetime


class ReviewIn(Schema):
    """One to five stars, words for those who like, and up to three marks by the customer."""

    stars: int
    text: str = ""
    marks: dict[
        Literal["explained", "on_time", "solved"], Literal["yes", "partly", "no"]
    ] = {}
