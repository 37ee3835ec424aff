"""Which pages a helper's device may keep for a place without network."""

from datetime import datetime, timedelta

import pytest
import time_machine

from kundenkreis.stages.marketplace.tests.test_pages import browser
from kundenkreis.stages.marketplace.tests.visits import visit


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


def test_only_the_helper_is_told_to_keep_her_day_and_her_visit(alpenfon, vreni, jonas, at):
    booking = visit(vreni, jonas, at)
    own = browser(jonas)
    day, seen = own.get("/helper/"), own.get(booking.path)
    assert len(day["X-Kept-For"]) == 32
    assert day["X-Kept-For"] == seen["X-Kept-For"]
    assert "no-store" in seen["Cache-Control"]
    kept = [datetime.fromisoformat(page["X-Kept-Until"]) for page in (day, seen)]
    assert kept == [at + timedelta(hours=24), booking.ends_at + timedelta(hours=24)]
    assert "X-Kept-For" not in browser(vreni).get(booking.path)
    own.post("/sign-out/")
    assert "X-Kept-For" not in own.get("/helper/")
