"""Shapes of the marketplace's API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.helpers.api import CheckOut


class PackageOut(Schema):
    """What can be booked: a visit at a fixed price. `duration` in minutes."""

    id: str
    title: str
    description: str
    includes: list[str]
    price: MoneyOut
    duration: int
    checks: list[str]
    # What cancelling costs: [hours before the start, percent kept], the earliest first.
    cancellation: list[list[int]]
    # With a postal code: how many helpers could come, and when the first.
    helpers: int | None = None
    next_at: datetime | None = None


class Packages(Schema):
    """All packages."""

    items: list[PackageOut]


class SlotHelper(Schema):
    """Who would come. Distance rounded up to 100 m; stars only from five reviews on."""

    id: UUID
    name: str
    distance_m: int
    standing: float
    stars: float | None
    reviews: int
    jobs: int
    checks: list[CheckOut]


class SlotOut(Schema):
    """One helper at one time. `parts` add up to `score`; their weights are public."""

    helper: SlotHelper
    starts_at: datetime
    ends_at: datetime
    price: MoneyOut
    score: float
    parts: dict[str, float]
    reasons: list[str]


class Slots(Schema):
    """Best first."""

    items: list[SlotOut]


class AddressIn(Schema):
    """Where the visit takes place. Without a postal code, the case's."""

    street: str
    postal_code: str = ""
    place: str = ""
    details: str = ""


class ReachIn(Schema):
    """Whom the helper meets, and how to call."""

    name: str = ""
    phone: str = ""
    email: str = ""


class BookingIn(Schema):
    """A binding order. Without a helper, the best one who is free then comes."""

    case: UUID
    package: str = Field(description="`id` of the service package")
    helper: UUID | None = None
    starts_at: AwareDatetime
    address: AddressIn | str
    contact: ReachIn = ReachIn()
    note: str = ""
    payer: str = "customer"
    payment: str = Field(
        "",
        description="A way to pay of the brand, such as `invoice`; empty: its first. The number of a test card pays with it; numbers ending in 0002 are declined.",
    )
    price: MoneyOut | None = Field(
        None, description="The price that was shown; must still be right"
    )


class PaymentOut(Schema):
    """How it is paid. `awaited`: open `url` and pay there until `pay_by`; then the helper is asked."""

    method: str
    state: str
    url: str | None
    pay_by: datetime | None


class PaymentIn(Schema):
    """A way to pay of the brand; empty: its first."""

    payment: str = ""


class BookingHelper(Schema):
    """Who comes."""

    id: UUID
    name: str


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


class VisitOut(Schema):
    """The doing, as far as it went."""

    called_at: datetime | None
    reaffirmed_at: datetime | None
    departed_at: datetime | None
    comes_from: datetime | None
    comes_until: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    signed_off_at: datetime | None
    report: str


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
    """One row of the history."""

    name: str
    state: str
    actor: str
    reason: str
    at: datetime


class ReviewOut(Schema):
    """A review that may be read, or one's own."""

    side: str
    stars: int
    text: str
    at: datetime
    revealed_at: datetime | None


class AddOnOut(Schema):
    """What can be added to a visit at a fixed price; `minutes`: how much longer it takes."""

    id: str
    title: str
    price: MoneyOut
    minutes: int


class AddOns(Schema):
    """All extras of the brand."""

    items: list[AddOnOut]


class ExtraIn(Schema):
    """An add-on by its `id`, or 15, 30, 45 or 60 minutes more."""

    add_on: str = ""
    minutes: int = 0


class ExtraOut(Schema):
    """Something proposed during the visit. `state`: proposed, consented, refused, lapsed."""

    id: UUID
    booking: UUID
    title: str
    minutes: int
    price: MoneyOut
    state: str
    proposed_at: datetime
    answered_at: datetime | None
    by_telephone: bool


class BookingShort(Schema):
    """A booking in a list."""

    id: UUID
    reference: str
    case: UUID
    package: str
    title: str
    helper: BookingHelper
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
    note: str
    visit: VisitOut
    trip: "TripOut | None"
    extras: list[ExtraOut]
    photos: list["PhotoOut"]
    total: MoneyOut
    cancellation: CancellationOut
    money: list[dict[str, Any]]
    transitions: list[str]
    history: list[StepOut]
    reviews: list[ReviewOut]


class AcceptanceIn(Schema):
    """At which of the offered times; without one, the first."""

    starts_at: AwareDatetime | None = None


class ReasonIn(Schema):
    """Why, in a few words."""

    reason: str = ""


class StartIn(Schema):
    """The customer's word, as she said it at the door."""

    code_word: str = ""


class ReportIn(Schema):
    """What was done."""

    report: str = ""


class DepartureIn(Schema):
    """5, 10, 15, 30, 45 or 60 minutes; null: as long as the way takes."""

    minutes: int | None = None


class TripOut(Schema):
    """How far the helper is, while she shares it: metres rounded up to a hundred, minutes about."""

    distance_m: int
    minutes: int


class UnsuccessfulIn(ReportIn):
    """Why: part_missing, device_broken, line_fault, needs_expert, no_access, not_enough_time, other."""

    reason: str = "other"


class CodeIn(Schema):
    """The customer's sign-off code, as she said it."""

    code: str = ""


class PhotoOut(Schema):
    """A photo of the visit; `url` for those who may see the visit."""

    id: UUID
    width: int
    height: int
    added_at: datetime
    url: str


class SignOffIn(Schema):
    """Whether the case is solved by it."""

    solved: bool = True


class RescheduleIn(Schema):
    """The new time."""

    starts_at: AwareDatetime


class ReviewIn(Schema):
    """One to five stars, and words for those who like."""

    stars: int
    text: str = ""


class RequestIn(Schema):
    """A wish for a visit; what is left out can follow."""

    case: UUID
    package: str = ""
    postal_code: str = ""
    note: str | None = None
    windows: list["WindowIn"] = Field(
        [],
        description="One to three; then it is a binding order for whoever can come first",
    )
    address: AddressIn | str = ""
    contact: ReachIn = ReachIn()
    payer: str = "customer"
    payment: str = ""
    price: MoneyOut | None = Field(
        None, description="The price that was shown; must still be right"
    )


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


class RequestOut(Schema):
    """A wish for a visit, and the offers made for it."""

    id: UUID
    case: UUID
    state: str
    package: str | None
    postal_code: str
    place: str
    starts_at: datetime | None
    offers: list["OfferOut"]
    # Whoever can come first is looked for: its state, waves, and the booking it became.
    search: str | None = None
    waves: list[WaveOut] = []
    booking: UUID | None = None


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
