"""Where a helper lives, as strangers may know it: her cell on the coarse grid, never more (decision 12)."""

from math import ceil

from kundenkreis.brands.models import PostalCode
from kundenkreis.core.geo import CELL, Point, cell_middle, distance_m
from kundenkreis.helpers.models import Helper

# Nearer than that nobody is shown to be.
NEAREST_M = 2_000


def coarse(helper: Helper) -> Point:
    """The middle of her cell."""
    return cell_middle(helper.gy, helper.gx)


def shown_distance(helper: Helper, here: Point) -> int:
    """How far it is from here to the middle of her cell, in whole kilometres up, given in metres; at least two.

    Everyone in a cell is as far away as everyone else in it: who asks from many places learns the cell.
    """
    return max(NEAREST_M, ceil(distance_m(here, coarse(helper)) / 1000) * 1000)


def near(helper: Helper) -> str:
    """The place nearest to the middle of her cell: the same for everyone who lives in it.

    Empty where no postal code is known within about ten kilometres.
    """
    middle = coarse(helper)
    rows = PostalCode.objects.filter(
        country=helper.country,
        lat__range=(middle.lat - 2 * CELL, middle.lat + 2 * CELL),
        lng__range=(middle.lng - 2 * CELL, middle.lng + 2 * CELL),
    )
    nearest = min(
        rows,
        key=lambda row: (distance_m(middle, Point(row.lat, row.lng)), row.code),
        default=None,
    )
    return nearest.place if nearest else ""
