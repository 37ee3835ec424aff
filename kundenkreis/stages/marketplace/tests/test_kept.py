"""Which pages a helper's device may keep for a place without network."""

from datetime import datetime, timedelta

import pytest
import time_machine

from kundenkreis.stages.marketplace.tests.test_pages import browser
from kundenkreis.stages.marketplace.tests.visits import take


@pytest.fixture(autouse=True)
def now(at):
    """Doors ask the clock; it stands still."""
    with time_machine.travel(at, tick=False):
        yield


@pytest.mark.flow
def test_only_the_helper_is_told_to_keep_her_day_and_her_visit(
    held, alpenfon, vreni, jonas, at
):
    booking = held
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


@pytest.mark.flow
def test_push_is_offered_after_the_first_agreed_visit_and_not_now_is_remembered(
    held, alpenfon, jonas, at
):
    booking, phone = held, browser(jonas)
    card = b"data-push-offer"
    assert card not in phone.get("/helper/").content
    take(booking, "accept", at)
    assert card in phone.get("/helper/").content
    deferred = phone.post("/account/devices/deferral/", {"then": "/helper/"})
    assert deferred["Location"] == "/helper/"
    assert card not in phone.get("/helper/").content
    assert (
        card in browser(jonas).get("/helper/").content
    )  # another device decides for itself


@pytest.mark.flow
def test_the_pages_of_a_visit_are_kept_before_they_are_needed(
    confirmed, alpenfon, vreni, jonas
):
    booking = confirmed
    own, hers = browser(jonas), browser(vreni)
    for noun in ("completion", "unsuccessful", "extras"):
        early = own.get(f"{booking.path}{noun}/?kept=1")
        assert (early.status_code, len(early["X-Kept-For"])) == (200, 32)
        assert "X-Kept-For" not in hers.get(f"{booking.path}{noun}/?kept=1")
    assert own.get(f"{booking.path}completion/").status_code == 303
    assert hers.get(f"{booking.path}completion/?kept=1").status_code == 303
