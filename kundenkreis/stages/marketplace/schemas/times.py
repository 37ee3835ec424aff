"""Shapes of the API: another time for a visit."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime


class ProposedTimeOut(Schema):
    """One of the times; `free`: the visit could still be moved there."""

    starts_at: datetime
    free: bool


class TimeProposalOut(Schema):
    """Up to three other times. `side`: who asks; the other answers until `answer_by`.

    `state`: open, taken, declined, withdrawn, expired, lapsed (the visit moved on otherwise).
    `taken`: the one that was taken.
    """

    id: UUID
    booking: UUID
    side: str
    times: list[ProposedTimeOut]
    asked_at: datetime
    answer_by: datetime
    state: str
    answered_at: datetime | None
    taken: datetime | None


class TimeProposals(Schema):
    """What was asked, the newest first, and up to five times that could be proposed now."""

    items: list[TimeProposalOut]
    free: list[datetime]


class TimesIn(Schema):
    """One to three times, free in the helper's calendar."""

    times: list[AwareDatetime]
