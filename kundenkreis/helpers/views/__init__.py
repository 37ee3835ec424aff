"""Doors to a helper's hours and to the ranking."""

from kundenkreis.helpers.views.hours import availability, day, pause
from kundenkreis.helpers.views.ranking import my_places, ranking, weights

__all__ = ["availability", "day", "my_places", "pause", "ranking", "weights"]
