import json
import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from kundenkreis.core.geo import CELL, Point
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions, day_plan
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order
from kundenkreis.ui import maps


@pytest.fixture
def jonas_helps(jonas: Person, at: datetime) -> Helper:
    return helper_jonas(jonas, at)


def agreed(
    vreni: Person, helper: Helper, starts_at: datetime, at: datetime, postal_code: str
) -> Booking:
    booking = order(case_of(vreni, at), helper, starts_at, at, postal_code=postal_code)
    return actions.accept(booking, by=helper.person, at=at)


@pytest.mark.flow
def test_the_way_from_home_to_the_first_and_from_stop_to_stop(
    vreni: Person, jonas_helps: Helper, at: datetime
) -> None:
    first = agreed(vreni, jonas_helps, at + timedelta(hours=2), at, "8048")
    second = agreed(vreni, jonas_helps, at + timedelta(hours=4), at, "8003")
    to_first, to_second = day_plan.ways(jonas_helps, [first, second])
    assert to_first is not None
    assert to_first.spare is None
    assert to_second is not None
    # One hour lies between the visits.
    assert to_second.spare == timedelta(hours=1) - to_second.takes
    assert not to_second.is_tight


def test_a_way_that_takes_longer_than_there_is_time_is_tight() -> None:
    zurich, bern = Point(47.37, 8.54), Point(46.94, 7.44)
    way = day_plan.way_between(zurich, bern, between=timedelta(minutes=30))
    assert way is not None
    assert way.is_tight


@pytest.mark.slow
def test_the_day_page_shows_ways_and_a_map_of_today(
    client: Client, vreni: Person, jonas: Person, jonas_helps: Helper, at: datetime,
) -> None:  # fmt: skip
    agreed(vreni, jonas_helps, at + timedelta(hours=2), at, "8048")
    agreed(vreni, jonas_helps, at + timedelta(hours=4), at, "8003")
    client.force_login(jonas)
    with time_machine.travel(at, tick=False):
        page = client.get("/helper/").content.decode()
    assert "then" in page or "danach" in page
    assert [point["sign"] for point in points_of(page)] == ["1", "2"]


@pytest.mark.flow
def test_the_map_of_choices_gives_no_house_away(
    client: Client, vreni: Person, jonas_helps: Helper, at: datetime
) -> None:
    case = case_of(vreni, at)
    actions.ask(case, package=None, postal_code="8004", by=vreni, at=at)
    client.force_login(vreni)
    with time_machine.travel(at, tick=False):
        client.post(f"/cases/{case.pk}/visit/", {"package": "wifi"})
        page = client.get(f"/cases/{case.pk}/visit/slots/").content.decode()
    named = [point for point in points_of(page) if point.get("name")]
    assert [point["name"] for point in named] == ["Jonas"]
    for point in named:
        assert point["metres"] == day_plan.CELL_RADIUS_M
        for degrees in (point["lat"], point["lng"]):
            assert abs(degrees / CELL % 1 - 0.5) < 1e-6


def points_of(page: str) -> list[dict[str, Any]]:
    found = re.search(r'data-map="([^"]+)"', page)
    assert found, "the page has no map"
    points: list[dict[str, Any]] = json.loads(unescape(found[1]))["points"]
    return points


def test_names_on_a_map_stand_apart() -> None:
    rows = [
        {"lat": 47.0, "lng": 8.0, "name": "Here"},
        {"lat": 47.001, "lng": 8.001, "name": "Covered"},
        {"lat": 47.1, "lng": 8.2, "name": "Here"},
        {"lat": 47.1, "lng": 8.2, "name": "There"},
    ]
    shown = json.loads(maps.map_data([], places=rows))["places"]
    assert [place["name"] for place in shown] == ["Here", "There"]


def test_a_tile_server_takes_the_place_of_the_outline(settings: Any) -> None:
    settings.MAP_TILES_URL = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    settings.MAP_ATTRIBUTION = "Tiles of Example"
    data = json.loads(maps.map_data([], places=[{"lat": 1.0, "lng": 1.0, "name": "A"}]))
    assert data["tiles"] == settings.MAP_TILES_URL
    assert data["attribution"] == "Tiles of Example"
    assert data["places"] == []
