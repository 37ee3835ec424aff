"""The matcher against brute force, and what it must not overlook."""

import random
from datetime import datetime, time, timedelta
from math import exp
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from kundenkreis.brands.models import PostalCode, ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.geo import Point, distance_m
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.matching import WEIGHTS
from kundenkreis.helpers.models import (
    Availability,
    Helper,
    HelperBrand,
    HelperPackage,
    Slot,
    Verification,
)
from kundenkreis.helpers.tests.neighbours import neighbour, someone

ZURICH = ZoneInfo("Europe/Zurich")


@pytest.fixture
def wifi(alpenfon):
    with translation.override("en"):
        yield ServicePackage.objects.get(slug="wifi")


def find(package, at, *, days=7, place="8004", **more):
    there = PostalCode.objects.get(code=place)
    return queries.best_slots(
        package=package,
        point=Point(there.lat, there.lng),
        brand=package.brand,
        from_=at,
        until=at + timedelta(days=days),
        at=at,
        **more,
    )


def test_a_neighbour_is_found_with_times_price_and_reasons(wifi, jonas, at):
    neighbour(jonas, wifi, at=at)
    [match] = find(wifi, at)
    assert match.helper.person == jonas
    assert match.starts[0] == at
    assert len(match.starts) == 5
    assert match.price.amount == 4900
    assert [check.kind for check in match.checks] == ["identity"]
    assert match.score == pytest.approx(sum(match.parts.values()))
    assert match.reasons[0] == "Lives within about 5 km from you"
    assert len(match.reasons) <= 3


@pytest.mark.flow
def test_nobody_is_suggested_beyond_her_radius_without_checks_or_paused(wifi, at):
    neighbour(someone(1, at), wifi, at=at, postal_code="3011", radius_km=50)
    neighbour(someone(2, at), wifi, at=at, verified=False)
    paused = neighbour(someone(3, at), wifi, at=at)
    actions.pause(paused, by=paused.person, at=at)
    neighbour(someone(4, at), ServicePackage.objects.get(slug="computer-help"), at=at)
    assert find(wifi, at) == []


def test_the_customer_herself_is_never_her_helper(wifi, jonas, at):
    neighbour(jonas, wifi, at=at)
    assert find(wifi, at, but_not=jonas) == []


@pytest.mark.flow
def test_language_is_a_condition_only_when_asked_for(wifi, jonas, at):
    neighbour(jonas, wifi, at=at, languages=("de", "it"))
    assert find(wifi, at, language="fr") == []
    assert find(wifi, at, language="it")[0].reasons[-1] == "Speaks Italian"


def test_a_visit_ends_before_the_verification_does(wifi, jonas, at):
    helper = neighbour(jonas, wifi, at=at, verified=False)
    ends = at.replace(hour=12)
    actions.verify(helper, "identity", since=at, until=ends, by=None, at=at)
    [match] = find(wifi, at)
    assert match.starts == (at,)
    assert find(wifi, at + timedelta(hours=2, minutes=1)) == []


@pytest.mark.flow
def test_the_way_after_a_visit_is_kept_free_also_for_another_brand(
    wifi, jonas, seeland, at
):
    helper = neighbour(jonas, wifi, at=at, week=[(1, time(9), time(12))])
    with scope.inside(seeland.pk):
        other = ServicePackage.objects.get(slug="wifi")
        neighbour(jonas, other, at=at, week=[(1, time(9), time(12))])
        actions.reserve(helper, other, starts_at=at, by=None, at=at)
    [match] = find(wifi, at, days=1)
    assert match.starts[0] == at + timedelta(hours=1, minutes=30)


@pytest.mark.flow
def test_a_full_day_is_full(wifi, jonas, at):
    helper = neighbour(jonas, wifi, at=at)
    actions.change_profile(helper, capacity=1, by=jonas, at=at)
    actions.reserve(helper, wifi, starts_at=at, by=None, at=at)
    [match] = find(wifi, at)
    assert match.starts[0].date() == at.date() + timedelta(days=1)


@pytest.mark.flow
def test_who_takes_a_lower_price_says_so(wifi, jonas, at):
    neighbour(jonas, wifi, at=at, price=3900)
    [match] = find(wifi, at)
    assert match.price.amount == 3900
    assert "10" in match.reasons[-1]


@pytest.mark.flow
def test_a_visit_is_an_hour_also_in_the_night_the_clocks_change(wifi, jonas):
    at = datetime(2026, 3, 28, 12, tzinfo=ZURICH)
    neighbour(jonas, wifi, at=at, week=[(6, time(1), time(4))])
    [match] = find(wifi, at, days=1)
    # From 1:00 to 4:00 there are only two hours that night.
    assert match.starts == (datetime(2026, 3, 29, 1, tzinfo=ZURICH),)
    assert Availability.objects.get(
        helper=match.helper, open__contains=match.starts[0]
    ).open.upper - match.starts[0] == timedelta(hours=2)


def load(helper, at):
    """From 0 (an empty week) to 1 (ten visits in seven days, or four on the first)."""
    first = at.astimezone(ZURICH).date()
    slots = Slot.across_brands.filter(helper=helper)
    after = [(row.visit.lower.astimezone(ZURICH).date() - first).days for row in slots]
    week = sum(0 <= day < 7 for day in after)
    return min(1, max(week / 10, after.count(0) / 4))


def brute_force(package, point, at, until):
    """Who fits when, by looking at every half hour of every helper."""
    found = {}
    for member in HelperBrand.objects.select_related("helper"):
        helper = member.helper
        does = HelperPackage.objects.filter(helper=helper, package=package).first()
        away = distance_m(point, helper.point)
        if not does or helper.paused_at or away > helper.radius_km * 1000:
            continue
        opens = [row.open for row in Availability.objects.filter(helper=helper)]
        checks = [row.valid for row in Verification.objects.filter(helper=helper)]
        taken = [row.during for row in Slot.objects.filter(helper=helper)]
        starts: list[datetime] = []
        seen, start = set(), at
        while start < until and len(starts) < 5:
            end = start + package.duration
            half = (start.astimezone(ZURICH).date(), start.astimezone(ZURICH).hour < 12)
            fits = (
                any(o.lower <= start and end <= o.upper for o in opens)
                and any(
                    c.lower <= start and (not c.upper or end <= c.upper) for c in checks
                )
                and not any(
                    t.lower < end + helper.buffer and start < t.upper for t in taken
                )
            )
            if fits and half not in seen:
                starts.append(start)
                seen.add(half)
            start += timedelta(minutes=30)
        if starts:
            price = does.price or package.price
            score = (
                WEIGHTS["distance"] * exp(-away / 10_000)
                + WEIGHTS["standing"] * member.quality
                + WEIGHTS["price"] * min(1, package.price / price)
                + WEIGHTS["rest"] * (1 - load(helper, at))
            ) / 100
            found[helper.pk] = (score, tuple(starts))
    return sorted(found.items(), key=lambda item: -item[1][0])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_the_same_as_brute_force_on_random_neighbourhoods(wifi, at, seed):
    chance = random.Random(seed)  # noqa: S311 - reproducible data, no secret
    for number in range(24):
        place = chance.choice(["8004", "8003", "8048", "3011"])
        hours = sorted(chance.sample(range(6, 22), 2))
        helper = neighbour(
            someone(number, at),
            wifi,
            at=at,
            postal_code=place,
            radius_km=chance.choice([1, 3, 10, 50]),
            verified=chance.random() > 0.2,
            week=[
                (day, time(hours[0]), time(hours[1])) for day in chance.sample(range(7), 4)
            ],
            price=chance.choice([None, 3900, 6900]),
        )
        # Not two alike, so that the order is never a matter of taste.
        Helper.objects.filter(pk=helper.pk).update(lat=helper.lat + chance.random() / 100)
        HelperBrand.objects.filter(helper=helper).update(
            jobs=chance.randrange(9), quality=chance.random()
        )
        for row in Availability.objects.filter(helper=helper)[:3]:
            if row.open.upper - row.open.lower >= timedelta(hours=1) and row.open.lower > at and helper.verifications.exists():  # fmt: skip
                actions.reserve(helper, wifi, starts_at=row.open.lower, by=None, at=at)
    here = PostalCode.objects.get(code="8004")
    until = at + timedelta(days=5)
    truth = brute_force(wifi, Point(here.lat, here.lng), at, until)
    found = find(wifi, at, days=5)
    assert len(found) > 5
    assert [(m.helper.pk, m.starts) for m in found] == [
        (pk, s) for pk, (_, s) in truth[:20]
    ]
    assert [m.score for m in found] == pytest.approx(
        [score for _, (score, _s) in truth[:20]]
    )


def test_a_postal_code_in_any_spelling(alpenfon):
    for typed in ("8004", " CH-8004", "8004 Zürich"):
        assert queries.postal_code(typed, country="CH").place == "Zürich"


@pytest.mark.flow
def test_matching_is_five_statements(wifi, at, django_assert_num_queries):
    for number in range(3):
        neighbour(someone(number, at), wifi, at=at)
    with django_assert_num_queries(7):  # the place and the brand are this test's own
        assert len(find(wifi, at)) == 3
