"""Places on the map: distance, and the coarse cell that may be shown to strangers.

One integer grid of 0.05° (about 5.5 km × 3.8 km in Switzerland) serves matching and is what
the public sees of a private place. No H3 (decision 12).
"""

from dataclasses import dataclass
from math import asin, cos, floor, radians, sin, sqrt

CELL = 0.05
EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    lat: float
    lng: float

    @property
    def cell(self) -> tuple[int, int]:
        """(gy, gx): row and column on the 0.05° grid."""
        return floor(self.lat / CELL), floor(self.lng / CELL)


def distance_m(a: Point, b: Point) -> float:
    """Metres along the great circle (haversine; mean Earth radius of IUGG)."""
    dlat, dlng = radians(b.lat - a.lat), radians(b.lng - a.lng)
    h = sin(dlat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlng / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(h))
