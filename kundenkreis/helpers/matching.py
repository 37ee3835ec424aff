"""Who fits: the weights of the score, the one statement that asks the matcher, and what it answers.

The matcher itself is SQL (`migrations/sql/who_fits.sql`): exact, not approximate. Distance and radius
decide, the score sorts, and calendars are looked at in the order of the score until enough are found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from typing import Any, NamedTuple
from uuid import UUID

from kundenkreis.core import sending
from kundenkreis.core.money import Money
from kundenkreis.helpers import question
from kundenkreis.helpers.models import Helper, HelperBrand

# The score's parts in percent of it, unless the brand says otherwise. Published on the page about ranking.
WEIGHTS = {
    # Falls to a third within 10 km.
    "distance": 45,
    # The lower bound of the standing.
    "standing": 30,
    # The package's price against the helper's own, where hers is higher.
    "price": 15,
    # Full with an empty week; none from ten visits in seven days, or four on the wished day, on.
    "rest": 10,
}
# Of a hundred places so many may go to newcomers who would not stand there otherwise.
NEWCOMER_SHARE = 10
MOST_NEWCOMER_SHARE = 30
FADE_M = 10_000
NEWCOMER_JOBS = 5
FULL_WEEK, FULL_DAY = 10, 4
# What the statement is sent, in its order; `question.asked` says what each is.
NAMES = (
    "package", "usual", "language", "at", "px", "py", "pz", "line", "col", "across", "earliest", "end", "surely", "duration", "zone",
    "first_day", "block", "next_block", "blocks", "day", "quarters", "allowed", "by_ranges", "distance", "standing", "price", "rest",
    "fade", "seed", "within", "limit", "depth", "only", "but_not", "newcomers",
)  # fmt: skip
STATEMENT = """
SELECT * FROM kk_who_fits($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
  $22::varbit, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
"""
# The circles that are looked at one after the other, in km: from each to the next, where it does not do.
NEXT_CIRCLE = {6: 16, 16: 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something about the helper was checked: what, when."""

    kind: str
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A helper who fits, as the matcher says it: by id and in numbers, without words."""

    helper_id: UUID
    # Metres, exact: never shown.
    distance: float
    # Minor units; null: the package's price.
    own_price: int | None
    newcomer: bool
    starts: tuple[datetime, ...]
    score: float
    parts: Mapping[str, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A helper who fits, with the times she is free, and why she stands where she stands."""

    helper: Helper
    membership: HelperBrand
    checks: tuple[Check, ...]
    # From the asked place to the middle of the helper's coarse cell, whole kilometres up, at least two: what may be shown.
    distance_m: int
    price: Money
    duration: timedelta
    # One to five, earliest first.
    starts: tuple[datetime, ...]
    score: float
    # The score's parts by name, as in WEIGHTS.
    parts: Mapping[str, float]
    # The same with the distance that may be shown in place of the true one: what others may read.
    shown_parts: Mapping[str, float]
    # What each part counted when she was ranked; together one.
    weights: Mapping[str, float]
    # At most three short sentences.
    reasons: tuple[str, ...]

    @property
    def helper_id(self) -> UUID:
        return self.helper.pk


class Fit(NamedTuple):
    """A row of the matcher, see `kk_fit`."""

    helper: UUID
    distance: float
    own_price: int | None
    quality: float
    new_here: bool
    rest: float
    top: float
    draw: int
    starts: list[datetime] | None
    free: bytes
    within: int


REST, TOP, DRAW, WITHIN = (Fit._fields.index(name) for name in ("rest", "top", "draw", "within"))  # fmt: skip


def rows(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who fits best, exactly, best first. `values`: as made by `queries/fitting.py`.

    The matcher looks at people in the order of the most they could reach. As soon as the last place is taken by
    somebody whom nobody further down, or further away, can beat, the answer is whole; else more are looked at.
    """
    ready = question.asked(values)
    if ready is None:
        return []
    days, known = ready
    limit, tired = values["limit"], values["rest"]
    known |= {"within": None, "depth": _deep(limit)}
    while True:
        found = _ask(known)
        if not found:
            return []
        last = Fit._make(found[-1])
        # Of smaller circles are rows, too, where they held too few. Each row: see `Fit`.
        fits = [(tired * (1 - row[REST]) - row[TOP], row[DRAW], row) for row in found if row[WITHIN] == last.within]  # fmt: skip
        looked_at = len(fits)
        fits.sort()
        score, top = (-fits[limit - 1][0], fits[limit - 1][2][TOP]) if looked_at >= limit else (-1.0, -1.0)  # fmt: skip
        known["within"] = last.within
        # Whoever comes after the last one reaches at most as much as she could, and among equals her draw was better.
        if looked_at == known["depth"] and not (score > last.top or score == last.top == top):  # fmt: skip
            known["depth"] *= 4
        elif last.within in NEXT_CIRCLE and score < _most(last.within * 1000, values):
            known |= {"within": NEXT_CIRCLE[last.within], "depth": _deep(limit)}
        else:
            return [_answered(Fit._make(row), -lack, days, values) for lack, _draw, row in fits[:limit]]  # fmt: skip


def _deep(limit: int) -> int:
    """So many who fit are looked at first: nearly always enough to know the best `limit`. A third instead of a half more is
    cheaper on the mean and dearer for the one question in twenty that then asks twice.
    """
    return limit + limit // 2 + 2


def _ask(known: Mapping[str, Any]) -> sending.Rows:
    return sending.binary(STATEMENT, [known[name] for name in NAMES])


def _most(metres: float, weights: Mapping[str, float]) -> float:
    """What nobody who lives further away can exceed."""
    near = weights["distance"] * exp(-metres / weights["fade"])
    return near + weights["standing"] + weights["price"] + weights["rest"]


def _answered(fit: Fit, score: float, days: question.Days, weights: Mapping[str, float]) -> dict[str, Any]:  # fmt: skip
    """With the parts of her score, and her first starts."""
    own, usual = fit.own_price, weights["usual"]
    return {
        "helper": fit.helper,
        "distance": fit.distance,
        "own_price": own,
        "new_here": fit.new_here,
        "score": score,
        "s_distance": weights["distance"] * exp(-fit.distance / weights["fade"]),
        "s_standing": weights["standing"] * fit.quality,
        "s_price": weights["price"] * (1 if own is None else min(1, usual / max(own, 1))),
        "s_rest": weights["rest"] * fit.rest,
        "starts": fit.starts or days.starts(fit.free),
    }
