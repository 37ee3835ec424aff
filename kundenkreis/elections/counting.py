"""Who is elected. Pure.

Approval voting (Brams and Fishburn 1978): each voter approves of as many as she likes; who has most approvals is in. Nobody has to guess
who can win, and approving of one more never harms the others one approves of in her own eyes. Equal approvals: who has been a member longer;
then who stood first. Nobody is elected whom nobody approves of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One candidate with what counts: approvals, then since when a member, then when she stood."""

    pk: int
    approvals: int
    joined_at: datetime
    stood_at: datetime


def elected(candidates: Sequence[Standing], *, seats: int) -> list[int]:
    """Who gets a seat, in order."""
    wanted = [each for each in candidates if each.approvals > 0]
    order = sorted(wanted, key=lambda each: (-each.approvals, each.joined_at, each.stood_at, each.pk))  # fmt: skip
    return [each.pk for each in order[:seats]]
