"""Shapes of the API: what can be booked, who is free."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.helpers.schemas import CheckOut


class PackageOut(Schema):
    """What can be booked: a visit at a fixed price. `duration` in minutes."""

    id: str
    title: str
    description: str
    includes: list[str]
    price: MoneyOut
    duration: int
    # How many come: 2 are of one firm.
    persons: int
    checks: list[str]
    # What cancelling costs: [hours before the start, percent kept], the earliest first.
    cancellation: list[list[int]]
    # With a postal code: how many helpers could come, and when the first; of two persons: how many firms.
    helpers: int | None = None
    next_at: datetime | None = None


class Packages(Schema):
    """All packages."""

    items: list[PackageOut]


class FirmOut(Schema):
    """The firm somebody works for."""

    id: UUID
    name: str


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
    firm: FirmOut | None = None


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


class AddOnOut(Schema):
    """What can be added to a visit at a fixed price; `minutes`: how much longer it takes."""

    id: str
    title: str
    price: MoneyOut
    minutes: int


class AddOns(Schema):
    """All extras of the brand."""

    items: list[AddOnOut]
