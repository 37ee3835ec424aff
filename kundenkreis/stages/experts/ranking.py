"""Who fits a case how well, who is asked first, for how much. Pure: facts in, numbers out."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from kundenkreis.core import scoring

E = TypeVar("E")

# Consultations one expert may have under way.
MOST_AT_ONCE = 3
# Experts asked together; the rest is asked later.
WAVE = 3
# What each factor counts; together 1. As for helpers, each gives its weight times how far it is met.
WEIGHTS = {"topic": 0.35, "standing": 0.35, "available": 0.2, "free": 0.1}
# Who has ended fewer than this is a newcomer; one consultation in ten lets one in early.
NEWCOMER, EXPLORE = 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well an expert fits a case: the factors, each from 0 to 1; weighed, their sum ranks."""

    topic: float
    standing: float
    available: float
    free: float
    newcomer: bool = False

    @property
    def score(self) -> float:
        """0 for whoever knows other topics, is never there, or has her hands full."""
        parts = {name: getattr(self, name) for name in WEIGHTS}
        if not (self.topic and self.available and self.free):
            return 0.0
        return sum(scoring.weighed(parts, WEIGHTS).values())

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "score": round(self.score, 4)}


def topic_fit(topic: int | None, known: Iterable[int]) -> float:
    """1: knows this topic; ½: the case has no topic yet; 0: knows others."""
    if topic is None:
        return 0.5
    return 1.0 if topic in set(known) else 0.0


def availability(wait: timedelta | None) -> float:
    """1 when there now, ½ after four hours, 0 for who is never there."""
    return 0.0 if wait is None else 1 / (1 + max(wait, timedelta(0)) / timedelta(hours=4))


def free(running: int) -> float:
    """1 − load."""
    return max(0.0, 1 - running / MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Generic[E]):
    """An expert with how well she fits."""

    expert: E
    fit: Fit


def ranked(candidates: Sequence[Candidate[E]], *, draw: int) -> Sequence[Candidate[E]]:
    """Best fit first. In one draw of ten the best newcomer moves up into the first wave.

    `draw` comes from the consultation's own random id, so that a ranking can be explained later.
    """
    order = sorted(candidates, key=lambda each: -each.fit.score)
    newcomers = [each for each in order if each.fit.newcomer]
    wave = scoring.with_newcomers(
        order[:WAVE], newcomers, count=int(draw % EXPLORE == 0), is_new=lambda each: each.fit.newcomer
    )  # fmt: skip
    return [*wave, *(each for each in order if each not in wave)]


def open_price(standard: int, prices: Iterable[int]) -> int:
    """What "whoever is free first" costs: the standard, or the least anyone asks if all ask more."""
    return max(standard, min(prices, default=standard))
