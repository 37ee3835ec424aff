"""Places on the map: distance, and the coarse cell that may be shown to strangers.

One integer grid of 0.05° (about 5.5 km × 3.8 km in Switzerland) serves matching and is what
the public sees of a private place. No H3 (decision 12).
"""

from dataclasses import dataclass
from datetime import timedelta
from math import asin, ceil, cos, floor, radians, sin, sqrt

CELL = 0.05
EARTH_RADIUS_M = 6_371_008.8
# Roads against the beeline (Boscoe, Henry and Zdeb 2012: 1.417), and how fast one gets on in a town and between towns:
# rules of thumb on the careful side, said as "about".
DETOUR = 1.4
TOWN_M, TOWN_KMH, ROAD_KMH = 5_000, 25, 50


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    lat: float
    lng: float

    @property
    def cell(self) -> tuple[int, int]:
        """(gy, gx): row and column on the 0.05° grid."""
        return floor(self.lat / CELL), floor(self.lng / CELL)


def cell_middle(gy: int, gx: int) -> Point:
    """The middle of a cell: all that a map may show of a private place."""
    return Point((gy + 0.5) * CELL, (gx + 0.5) * CELL)


def distance_m(a: Point, b: Point) -> float:
    """Metres along the great circle (haversine; mean Earth radius of IUGG)."""
    dlat, dlng = radians(b.lat - a.lat), radians(b.lng - a.lng)
    h = sin(dlat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlng / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(h))


def travel_time(metres: float) -> timedelta:
    """About how long a car takes for this beeline, in whole minutes, at least five."""
    road = metres * DETOUR
    hours = min(road, TOWN_M) / (TOWN_KMH * 1000) + max(0, road - TOWN_M) / (
        ROAD_KMH * 1000
    )
    return timedelta(minutes=max(5, ceil(hours * 60)))
