"""The helper's day in order, and where everybody is: ways between visits, and what maps show.

Places are the middles of postal codes, so ways are said as "about".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kundenkreis.brands.queries import places_around
from kundenkreis.core.geo import Point, cell_middle, distance_m, travel_time
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import Helper
from kundenkreis.stages.marketplace.models import Booking

# The circle that stands for a coarse cell of 0.05°; nobody's house is more exact than this.
CELL_RADIUS_M = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From one stop to the next."""

    # Beeline in metres, rounded up to 100.
    metres: int
    # By car, about.
    takes: timedelta
    # What is left between the visits after the way; negative when it is too tight. None from home.
    spare: timedelta | None

    @property
    def is_tight(self) -> bool:
        return self.spare is not None and self.spare < timedelta(0)


def way_between(
    here: Point, there: Point, *, between: timedelta | None = None
) -> Way | None:
    """The way from one place to another; none within one postal code."""
    metres = distance_m(here, there)
    if metres < 1:
        return None
    takes = travel_time(metres)
    spare = None if between is None else between - takes
    return Way(metres=-(-int(metres) // 100) * 100, takes=takes, spare=spare)


def ways(helper: Helper, stops: Sequence[Booking]) -> list[Way | None]:
    """The way to each stop: from home to the first, then from stop to stop."""
    found: list[Way | None] = []
    here, left_at = helper.point, None
    for stop in stops:
        there = stop.request.point
        between = stop.starts_at - left_at if left_at else None
        found.append(way_between(here, there, between=between) if there else None)
        here, left_at = there or here, stop.ends_at
    return found


def day_map(stops: Sequence[Booking]) -> dict[str, Any]:
    """What `ui.map` shows of the day: numbered stops, and names of places around."""
    numbers: dict[Point, list[str]] = {}
    for number, stop in enumerate(stops, start=1):
        if point := stop.request.point:
            numbers.setdefault(point, []).append(str(number))
    points = [
        {"lat": point.lat, "lng": point.lng, "sign": "·".join(signs)}
        for point, signs in numbers.items()
    ]
    return {"points": points, "places": places_around(numbers)}


def choices_map(wanted: Point | None, matches: Iterable[Match]) -> dict[str, Any]:
    """Who could come, as coarse cells, around the place where help is wanted."""
    names: dict[Point, list[str]] = {}
    for match in matches:
        middle = cell_middle(match.helper.gy, match.helper.gx)
        names.setdefault(middle, []).append(match.helper.person.shown_name)
    points: list[dict[str, Any]] = [
        {"lat": at.lat, "lng": at.lng, "name": ", ".join(who), "metres": CELL_RADIUS_M}
        for at, who in names.items()
    ]
    if wanted:
        points.append({"lat": wanted.lat, "lng": wanted.lng, "sign": "×", "kind": "place"})
    return {
        "points": points,
        "places": places_around([*names, *([wanted] if wanted else [])]),
    }
