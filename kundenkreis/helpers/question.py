"""What the matcher is asked, made ready: the place on the unit sphere and the grid, the days as bits.

All of it follows from the question alone, so it is worked out here, once, and not in the database. And the
way back: from the bits at which a helper may start to the first moments of half days.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from math import ceil, cos, radians, sin
from typing import Any

from kundenkreis.core.geo import CELL

# Who asks gets at most five starts, of different half days.
MOST_STARTS = 5
QUARTER = timedelta(minutes=15)
# A day's bits are the quarter hours from 6 to 22; before noon there are 24. A block of them has 28 days since then.
SIX, BITS, BEFORE_NOON = time(6), 64, 24
BEGINNING, BLOCK = date(2001, 1, 1), 28
HALF_HOURS = 0xAAAA_AAAA_AAAA_AAAA
# Kilometres of a degree from south to north, rounded down: a box is never too small. And the widest circle.
DEGREE_KM, WIDEST_KM = 111.0, 50


@lru_cache(maxsize=4096)
def six_on(day: int, zone: tzinfo) -> datetime:
    """Six o'clock in the morning of a day, counted from 2001-01-01."""
    return datetime.combine(BEGINNING + timedelta(days=day), SIX, zone).astimezone(UTC)


class Days:
    """The days on which a visit may start, in the brand's time zone, each of 64 quarter hours."""

    def __init__(self, earliest: datetime, until: datetime, zone: tzinfo) -> None:
        self.zone = zone
        self.first = self._number(earliest)
        self.count = self._number(until - timedelta(microseconds=1)) - self.first + 1
        self._bounds = self._quarters_before(earliest), self._quarters_before(until)
        # Helpers are free at the same times: what a bit says is worked out for the first of them.
        self._halves: dict[int, dict[int, tuple[datetime, int]]] = {}

    def six(self, day: int) -> datetime:
        """Six o'clock in the morning of the first day (0), the second …"""
        return six_on(self.first + day, self.zone)

    def allowed(self, quarters: int) -> str:
        """Bit by bit where a visit of so many quarters may start: on half hours, so that it ends by 22:00."""
        day = HALF_HOURS >> (quarters - 1) << (quarters - 1)
        lo, hi = self._bounds
        bits = f"{day:064b}" * self.count
        return "0" * lo + bits[lo:hi] + "0" * (len(bits) - max(lo, hi))

    def starts(self, free: bytes) -> list[datetime]:
        """The first start of each half day in these bits, earliest first."""
        # PostgreSQL sends how many bits there are, in four bytes, and then the bits.
        bits, length = int.from_bytes(free[4:]), 8 * (len(free) - 4)
        found: list[datetime] = []
        halves = self._halves.setdefault(length, {})
        while bits and len(found) < MOST_STARTS:
            place = length - bits.bit_length()
            moment, beyond = halves.get(place) or halves.setdefault(place, self._half(place, length))  # fmt: skip
            found.append(moment)
            bits &= beyond
        return found

    def _half(self, place: int, length: int) -> tuple[datetime, int]:
        """The moment of a bit, and all bits of so many that stand beyond its half day."""
        day, quarter = divmod(place, BITS)
        beyond = day * BITS + (BEFORE_NOON if quarter < BEFORE_NOON else BITS)
        return self.six(day) + quarter * QUARTER, (1 << max(0, length - beyond)) - 1

    def _number(self, moment: datetime) -> int:
        return (moment.astimezone(self.zone).date() - BEGINNING).days

    def _quarters_before(self, moment: datetime) -> int:
        """How many of all these quarters begin before this moment."""
        day = self._number(moment) - self.first
        # Of two moments in one zone Python compares the clocks, not the time: so in UTC.
        passed = -((self.six(day) - moment.astimezone(UTC)) // QUARTER)
        return BITS * day + max(0, min(BITS, passed))


def asked(values: Mapping[str, Any]) -> tuple[Days, dict[str, Any]] | None:
    """The days, and all that the statement asks for; null: nothing can start then.

    Of `values`, see `queries/fitting.py`: the point, the window, the package's price and duration, the brand's zone.
    """
    earliest, until = max(values["start"], values["at"]), values["end"]
    if until <= earliest:
        return None
    days, lasts = Days(earliest, until, values["zone"]), values["duration"]
    quarters = ceil(lasts / QUARTER)
    block, day = divmod(days.first, BLOCK)
    # The week of rest may reach into the next block where the days asked for do not.
    further = (max(days.first + 6, days.first + days.count - 1)) // BLOCK > block
    by_ranges = bool(lasts % QUARTER or quarters > BITS or days.six(0).minute % 30)
    return days, {
        **values,
        **_place(values["lat"], values["lng"]),
        "earliest": earliest,
        "surely": until + lasts,
        "zone": str(values["zone"]),
        "first_day": days.first,
        "block": block,
        "next_block": block + 1 if further else None,
        "blocks": (days.first + days.count - 1) // BLOCK - block + 1,
        "day": day + 1,
        "quarters": quarters,
        "allowed": days.allowed(min(quarters, BITS)),
        "by_ranges": by_ranges,
    }


def _place(lat: float, lng: float) -> dict[str, float]:
    up, right = radians(lat), radians(lng)
    # Degrees of longitude are shortest at the circle's edge that is nearer to a pole.
    edge = min(90, abs(lat) + WIDEST_KM / DEGREE_KM)
    return {
        "px": cos(up) * cos(right), "py": cos(up) * sin(right), "pz": sin(up),
        "line": lat / CELL, "col": lng / CELL, "across": 1 / (CELL * DEGREE_KM * max(0.1, cos(radians(edge)))),
    }  # fmt: skip
