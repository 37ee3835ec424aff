"""Who fits: the weights of the score, the one statement that asks the matcher, and what it answers.

The matcher itself is SQL (`migrations/sql/matching.sql`): exact, not approximate. Distance and radius
decide, the score sorts, and calendars are looked at in the order of the score until enough are found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor
from psycopg.pq import Format
from psycopg.rows import dict_row

from kundenkreis.core.money import Money
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
# Visits start on the half hour; who asks gets at most five, of different half days.
STEP = timedelta(minutes=30)
MOST_STARTS = 5

STATEMENT = """
SELECT * FROM kk_best_helpers(
  %(package)s, %(lat)s, %(lng)s, %(language)s, %(start)s, %(end)s, %(at)s, %(limit)s,
  ARRAY[%(distance)s, %(standing)s, %(price)s, %(rest)s]::float8[], %(fade)s, %(seed)s, %(only)s, %(but_not)s, %(newcomers)s)
"""


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


def rows(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the matcher says, best first."""
    with binary_cursor() as cursor:
        cursor.execute(STATEMENT, values)
        found: list[Any] = cursor.fetchall()
    return found


def binary_cursor() -> CursorWrapper:
    """Values are sent beside the statement and answers read as they are: half the work of Django's own way. Rows are by name."""
    connection.ensure_connection()
    cursor: Any = Cursor(connection.connection, row_factory=dict_row)
    cursor.format = Format.BINARY
    if connection.queries_logged:
        return connection.make_debug_cursor(cursor)
    return connection.make_cursor(cursor)
