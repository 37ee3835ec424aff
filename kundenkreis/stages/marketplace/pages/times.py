"""What the pages say about another time for a visit."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, queries_times
from kundenkreis.stages.marketplace.models import Booking, TimeProposal
from kundenkreis.stages.marketplace.transitions import HELPER
from kundenkreis.ui import filters


def in_words(start: datetime) -> str:
    """`Tuesday, 14 March, 10:00`."""
    return f"{filters.day(start)}, {filters.clock(start)}"


def on_booking(booking: Booking, sides: set[str], *, at: datetime) -> dict[str, Any]:
    """The question that waits, for its two sides; whether this reader may ask or answer."""
    side = queries_times.side_of(sides, booking)
    question = queries_times.open_proposal(booking)
    return {
        "times": _shown(question, booking, side, at=at) if question and sides else None,
        "may_propose": bool(side) and (question is None or question.side == side),
    }


def _shown(
    question: TimeProposal, booking: Booking, side: str, *, at: datetime
) -> dict[str, Any]:
    to_answer = bool(side) and side != question.side
    return {
        "path": question.path,
        "mine": side == question.side,
        "to_answer": to_answer,
        "asked_by_helper": question.side == HELPER,
        "until": question.answer_by,
        "items": [
            {
                "value": each.isoformat(),
                "text": in_words(each),
                "free": queries_times.is_free(booking, each, at=at),
            }
            for each in question.times
        ],
    }


def proposing(booking: Booking, person: Person, *, at: datetime) -> dict[str, Any]:
    """The page on which times are chosen or answered."""
    sides = queries.sides_of(person, booking, at=at)
    return {
        "booking": booking,
        "as_helper": HELPER in sides,
        **on_booking(booking, sides, at=at),
    }


def choices(booking: Booking, person: Person, *, at: datetime) -> list[tuple[str, str]]:
    """The helper's free times, as boxes to tick."""
    free = queries_times.free_times(booking, person, at=at)
    return [(start.isoformat(), in_words(start)) for start in free]
