from datetime import timedelta

import pytest

from kundenkreis.core.geo import Point, cell_middle, travel_time


@pytest.mark.parametrize(
    ("metres", "minutes"),
    [(0, 5), (1_000, 5), (3_000, 11), (10_000, 23), (40_000, 74)],
)
def test_a_way_takes_town_speed_first_and_road_speed_then(
    metres: int, minutes: int
) -> None:
    assert travel_time(metres) == timedelta(minutes=minutes)


def test_the_middle_of_a_cell_lies_in_it() -> None:
    cell = Point(47.3776, 8.5213).cell
    assert cell_middle(*cell).cell == cell
