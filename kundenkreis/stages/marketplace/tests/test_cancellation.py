"""What cancelling costs: every policy × who × when, as shown before, kept as booked, true on DST nights."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from kundenkreis.brands.policies import STANDARD, deadlines, percent_at
from kundenkreis.core.money import Money
from kundenkreis.helpers.models import HelperBrand, Outcome
from kundenkreis.stages.marketplace import actions, pages, queries, terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_booking import sums
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    case_of,
    helper_jonas,
    order,
    take,
    wifi,
)

ZURICH = ZoneInfo("Europe/Zurich")
# Hours before the start: Rappen that the customer of a visit of CHF 49 loses.
COSTS = {
    "flexible": {100: 0, 73: 0, 25: 0, 5: 0, 4: 0, 3: 1470, 1: 1470},
    "moderate": {100: 0, 73: 0, 25: 0, 24: 0, 23: 2450, 3: 2450, 1: 2450},
    "strict": {100: 0, 72: 0, 71: 2450, 24: 2450, 23: 4900, 1: 4900},
}


def booked(alpenfon, vreni, jonas, at, policy, days=6):
    """Accepted, for noon in some days, under this policy."""
    alpenfon.cancellation_policy = policy
    alpenfon.save()
    helper = helper_jonas(jonas, at)
    starts = (at + timedelta(days=days)).replace(hour=12, minute=0)
    return take(order(case_of(vreni, at), helper, starts, at), "accept", at)


@pytest.mark.slow
@pytest.mark.parametrize(("policy", "hours"), [(p, h) for p in COSTS for h in COSTS[p]])
def test_the_customer_pays_what_the_policy_says_and_the_rest_goes_back(
    policy, hours, alpenfon, vreni, jonas, at
):
    booking = booked(alpenfon, vreni, jonas, at, policy)
    moment = booking.starts_at - timedelta(hours=hours)
    cost = COSTS[policy][hours]
    assert queries.cost_of_cancelling(vreni, booking, at=moment).amount == cost
    actions.cancel(booking, by=vreni, at=moment)
    kept = cost - Money(cost, "CHF").share(15).amount
    expected = {"funding": -cost, "payable": kept, "commission": cost - kept}
    assert sums(booking) == {kind: amount for kind, amount in expected.items() if amount}


@pytest.mark.flow
@pytest.mark.parametrize("policy", list(STANDARD))
def test_a_helper_who_cancels_costs_her_standing_and_never_the_customer(
    policy, alpenfon, vreni, jonas, at
):
    booking = booked(alpenfon, vreni, jonas, at, policy)
    before = HelperBrand.objects.get().quality
    late = booking.starts_at - timedelta(minutes=30)
    assert queries.cost_of_cancelling(jonas, booking, at=late).amount == 0
    actions.cancel(booking, by=jonas, at=late)
    assert sums(booking) == {}
    assert HelperBrand.objects.get().quality < before
    assert Outcome.objects.get().value == 0


@pytest.mark.flow
def test_an_early_cancellation_by_the_helper_weighs_half(alpenfon, vreni, jonas, at):
    booking = booked(alpenfon, vreni, jonas, at, "moderate")
    actions.cancel(booking, by=jonas, at=booking.starts_at - timedelta(hours=25))
    assert Outcome.objects.get().value == 0.5


@pytest.mark.slow
@pytest.mark.parametrize("policy", list(STANDARD))
def test_before_the_helper_has_answered_and_on_her_word_by_telephone(
    policy, alpenfon, vreni, jonas, reto, at
):
    booking = booked(alpenfon, vreni, jonas, at, policy)
    hour_before = booking.starts_at - timedelta(hours=1)
    # An agent on the telephone has the customer's terms, not his own.
    mine, theirs = (queries.cost_of_cancelling(p, booking, at=hour_before) for p in (vreni, reto))  # fmt: skip
    assert mine == theirs == booking.money.share(STANDARD[policy][-1][1])
    asked = order(case_of(vreni, at), booking.helper, at + timedelta(hours=2), at)
    assert queries.cost_of_cancelling(vreni, asked, at=at).amount == 0


@pytest.mark.flow
def test_a_later_policy_never_binds_a_booking(alpenfon, vreni, jonas, at):
    booking = booked(alpenfon, vreni, jonas, at, "flexible")
    alpenfon.cancellation_policy = "strict"
    alpenfon.save()
    fresh = Booking.objects.with_names().get(pk=booking.pk)
    five = fresh.starts_at - timedelta(hours=5)
    assert queries.cost_of_cancelling(vreni, fresh, at=five).amount == 0
    attack(
        "booking_terms_kept", "update kundenkreis_booking set cancellation = '[[0, 100]]'"
    )


def test_a_package_may_have_its_own_policy_and_a_brand_its_own_steps(alpenfon, at):
    package = wifi()
    assert package.cancellation == [[24, 0], [0, 50]]
    alpenfon.cancellation_steps = [[48, 0], [0, 25]]
    alpenfon.save()
    package = wifi()
    assert package.cancellation == [[48, 0], [0, 25]]
    package.cancellation_policy = "strict"
    assert package.cancellation == STANDARD["strict"]


@pytest.mark.parametrize(
    "steps",
    [
        "[[24, 0], [0, 101]]",
        "[[24, 50], [0, 0]]",
        "[[0, 0], [24, 50]]",
        "[[24, 0]]",
        "[[-1, 0], [0, 5]]",
        "[[24]]",
        "[[null, null]]",
        '[["24", 0], [0, 50]]',
    ],
)
def test_the_database_takes_no_steps_that_make_no_sense(steps, alpenfon):
    attack("brand_cancellation_steps", "update kundenkreis_brand set cancellation_steps = %s", steps)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "free_until"),
    [
        # 24 real hours: the night of 29 March 2026 is an hour short, that of 25 October an hour long.
        (datetime(2026, 3, 29, 10, tzinfo=ZURICH), datetime(2026, 3, 28, 9, tzinfo=ZURICH)),
        (
            datetime(2026, 10, 25, 10, tzinfo=ZURICH),
            datetime(2026, 10, 24, 11, tzinfo=ZURICH),
        ),
        (datetime(2026, 6, 10, 10, tzinfo=ZURICH), datetime(2026, 6, 9, 10, tzinfo=ZURICH)),
    ],
)
def test_hours_are_real_hours_on_the_nights_when_the_clock_changes(start, free_until):
    steps = STANDARD["moderate"]
    assert deadlines(steps, starts_at=start)[0][0] == free_until.astimezone(UTC)
    assert percent_at(steps, starts_at=start, at=free_until) == 0
    assert percent_at(steps, starts_at=start, at=free_until + timedelta(seconds=1)) == 50


@pytest.mark.slow
def test_exact_moments_and_amounts_are_shown_before_anything_is_ordered(
    alpenfon, vreni, jonas, at
):
    booking = booked(alpenfon, vreni, jonas, at, "strict")
    said = pages.cancelling(booking)
    assert said.count("CHF") == 2
    with time_machine.travel(at, tick=False):
        case = case_of(vreni, at)
        wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
        actions.choose(
            wish, helper=booking.helper, starts_at=booking.starts_at + timedelta(days=1),
            address={"street": "Weg 1", "name": "V", "phone": "1"}, by=vreni, at=at,
        )  # fmt: skip
        check = page(browser(vreni), f"{case.path}visit/check/")
        assert "Cancelling is free until" in check
        assert "After that it costs CHF" in check
        now = booking.starts_at - timedelta(hours=30)
        with time_machine.travel(now, tick=False):
            assert "It costs CHF\xa024.50" in page(browser(vreni), f"{booking.path}cancellation/")  # fmt: skip
            told = Api(vreni, now).get(f"bookings/{booking.pk}")["cancellation"]
    assert told["cost"]["amount"] == 2450
    assert [step["cost"]["amount"] for step in told["steps"]] == [0, 2450, 4900]
    assert told["steps"][-1]["until"] is None
    assert terms.free_until(booking) == booking.starts_at - timedelta(hours=72)
