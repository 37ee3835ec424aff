"""Shapes of the API: a helper's profile, hours, checks and rankings."""

from datetime import date, datetime, time
from uuid import UUID

from ninja import Schema


class HelperIn(Schema):
    """What a helper may change about herself; what is left out stays."""

    postal_code: str = ""
    languages: list[str] = []
    radius_km: int | None = None
    travel_buffer: int | None = None
    capacity: int | None = None
    about: str | None = None
    paused: bool | None = None
    # 0 to 3 by the skill's short name; 0: not.
    skills: dict[str, int] = {}


class HelperOut(Schema):
    """A helper's own profile. `travel_buffer` in minutes, `capacity` in visits a day."""

    id: UUID
    name: str
    languages: list[str]
    postal_code: str
    place: str
    radius_km: int
    travel_buffer: int
    capacity: int
    about: str
    paused: bool
    jobs: int
    standing: float
    skills: dict[str, int]
    # What she asks for an hour, in minor units; null: the packages' prices.
    hourly_rate: int | None


class CheckOut(Schema):
    """What was checked, when, in words."""

    kind: str
    checked_at: datetime
    text: str


class HelperCard(Schema):
    """What everyone may see of a helper: never an address. Stars only from five reviews on.

    `place`: the one nearest to the middle of a coarse cell in which she lives.
    """

    id: UUID
    name: str
    languages: list[str]
    about: str
    place: str
    jobs: int
    standing: float
    stars: float | None
    reviews: int
    checks: list[CheckOut]
    # Between which values the stars most likely lie (90 %).
    stars_between: list[float] | None = None
    # 1 basic, 2 good, 3 expert, by the skill's short name; her own word.
    skills: dict[str, int] = {}


class BlockOut(Schema):
    """From a clock time to another, in the helper's time zone."""

    weekday: int
    start: time
    end: time


class ExceptionOut(Schema):
    """One day with other hours than usual; without times it is closed."""

    day: date
    start: time | None = None
    end: time | None = None


class AvailabilityOut(Schema):
    """The weekly plan (Monday is 0), the days that differ, and the zone all times are in."""

    week: list[BlockOut]
    exceptions: list[ExceptionOut]
    timezone: str


class AvailabilityIn(Schema):
    """The weekly plan anew; days named in `exceptions` are replaced."""

    week: list[BlockOut] | None = None
    exceptions: list[ExceptionOut] = []


class CertificationOut(Schema):
    """A check of the brand and how long it holds; `valid_until` null: for good."""

    kind: str
    valid_from: datetime | None
    valid_until: datetime | None
    checked_at: datetime
    revoked_at: datetime | None


class Certifications(Schema):
    """All checks of one helper here."""

    items: list[CertificationOut]


class RankingOut(Schema):
    """One ranking: place `rank` of `pool`. `parts` add up to `score`; none exceeds its weight."""

    subject: str
    at: datetime
    rank: int
    pool: int
    asked: bool
    score: float
    parts: dict[str, float]
    weights: dict[str, float]
    text: str


class Rankings(Schema):
    """Rankings of one helper."""

    items: list[RankingOut]
