"""Shapes of the API: the doing: on the way, at work, done."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from kundenkreis.core.schemas import MoneyOut


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


class TripOut(Schema):
    """How far the helper is, while she shares it: metres rounded up to a hundred, minutes about."""

    distance_m: int
    minutes: int


class PhotoOut(Schema):
    """A photo of the visit; `url` for those who may see the visit."""

    id: UUID
    width: int
    height: int
    added_at: datetime
    url: str


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


class StartIn(Schema):
    """The customer's word, as she said it at the door; whether a second person is there, where she wished it."""

    code_word: str = ""
    second_person: bool = False


class ReportIn(Schema):
    """What was done."""

    report: str = ""


class DepartureIn(Schema):
    """5, 10, 15, 30, 45 or 60 minutes; null: as long as the way takes."""

    minutes: int | None = None


class UnsuccessfulIn(ReportIn):
    """Why: part_missing, device_broken, line_fault, needs_expert, no_access, not_enough_time, other."""

    reason: str = "other"


class CodeIn(Schema):
    """The customer's sign-off code, as she said it."""

    code: str = ""


class SignOffIn(Schema):
    """Whether the case is solved by it."""

    solved: bool = True
