"""What the clock makes of a series: the same hour on the wall, a day left out with a word, a price that waits."""

from datetime import date, time, timedelta

import pytest

from kundenkreis.bonds import actions as bonds
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage, Slot, Verification
from kundenkreis.notifications.models import Notice
from kundenkreis.series import actions, queries, reactions, rules, schedule
from kundenkreis.series.events import (
    SeriesDayDecided,
    SeriesEnded,
)
from kundenkreis.series.models import moment
from kundenkreis.series.tests.weeks import WEEK, ZURICH, begun, days, running, told
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.tests.visits import case_of, order, visit


@pytest.mark.slow
def test_the_clock_makes_one_visit_a_week_and_ends_the_series(booking, at):
    series = running(booking, at)
    for _twice in range(2):
        schedule.due(at=at)
    assert len(days(series)) == 3
    later = at + WEEK
    for _twice in range(2):
        schedule.due(at=later)
    assert len(days(series)) == 4
    assert ("series_next", "Vreni") in told(SeriesDayDecided, reactions.tell_of_day)
    schedule.due(at=at + 3 * WEEK)
    series.refresh_from_db()
    assert (len(days(series)), series.next_day, series.state) == (6, None, "running")
    over = series.starts_at(series.last_day) + timedelta(minutes=1)
    for _twice in range(2):
        schedule.due(at=over)
    series.refresh_from_db()
    assert (series.state, series.ended_by) == ("finished", None)
    assert ("series_finished", "Vreni") in told(SeriesEnded, reactions.tell_ended)


@pytest.mark.flow
def test_the_hour_on_the_wall_stays_when_the_clocks_change(booking, at):
    """Summer time begins on 29 March 2026 and ends on 25 October."""
    series = running(booking, at)
    first, _second, third = [row.booking.starts_at for row in days(series).values()]
    assert [start.astimezone(ZURICH).hour for start in (first, third)] == [10, 10]
    assert third - first == 2 * WEEK - timedelta(hours=1)
    left_out = moment(date(2026, 3, 29), time(2, 30), ZURICH)
    assert left_out.astimezone(ZURICH).isoformat() == "2026-03-29T03:30:00+02:00"
    twice = moment(date(2026, 10, 25), time(2, 30), ZURICH)
    assert twice.astimezone(ZURICH).isoformat() == "2026-10-25T02:30:00+02:00"


@pytest.mark.slow
def test_the_night_in_which_an_hour_is_missing_has_its_visit(vreni, jonas, at):
    """Jonas works at night; the visit of 29 March at half past two, an hour that there is not, is at half past three."""
    booking = visit(vreni, jonas, at, "confirmed")
    sunday = moment(date(2026, 3, 22), time(2, 30), ZURICH)
    week = [(day, time(0), time(23, 59)) for day in range(7)]
    helpers.change_plan(booking.helper, week=week, by=None, at=at)
    night = order(case_of(vreni, at), booking.helper, sunday, at)
    night = visits.accept(night, by=jonas, at=at)
    series = running(night, at, times=3)
    made = [
        row.booking.starts_at.astimezone(ZURICH).isoformat()[:16]
        for row in days(series).values()
    ]
    assert made == ["2026-03-29T03:30", "2026-04-05T02:30"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        ("pause", "not_offered"), ("away", "not_available"), ("unverified", "not_verified"), ("taken", "slot_taken"),
        ("apart", "not_offered"), ("dearer", "price_changed"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_left_out_with_a_word_and_other_times(
    happens, reason, booking, vreni, jonas, beat, mira, at
):
    series, helper = begun(booking, at), booking.helper
    day = series.first_day
    if happens == "pause":
        helpers.pause(helper, by=jonas, at=at)
    elif happens == "away":
        helpers.except_day(helper, day=day, blocks=[], by=jonas, at=at)
        helpers.materialise(helper, by=None, at=at)
    elif happens == "unverified":
        visits.revoke_verification(Verification.objects.get(), by=mira, at=at)
    elif happens == "taken":
        order(case_of(beat, at), helper, series.starts_at(day), at)
    elif happens == "apart":
        bonds.avoid(vreni, helper, side="helper", by=jonas, at=at)
    else:
        HelperPackage.objects.update(price=5900)
    series = actions.accept(series, by=jonas, at=at)
    row = days(series)[day]
    assert (row.booking, row.left_out) == (None, reason)
    assert ("series_left_out", "Vreni") in told(SeriesDayDecided, reactions.tell_of_day)
    assert Notice.objects.filter(kind="series_left_out", path=row.path).count() == 1
    assert not Slot.objects.filter(visit__startswith=series.starts_at(day), kept_for=vreni).exists()  # fmt: skip
    if happens in ("away", "taken"):
        assert len(days(series)) == 3, "the others are made"
        assert days(series)[day + WEEK].booking
        shown = queries.other_times(row, at=at)
        assert [match.helper for match in shown] == [helper]
        wish = actions.choose_instead(
            row, helper=helper, starts_at=shown[0].starts[0], by=vreni, at=at
        )
        again = actions.choose_instead(
            row, helper=helper, starts_at=shown[0].starts[1], by=vreni, at=at
        )
        assert (wish.pk, again.starts_at) == (again.pk, shown[0].starts[1])
        row.refresh_from_db()
        assert row.instead == wish.case


@pytest.mark.slow
def test_a_higher_price_waits_for_her_yes(booking, vreni, jonas, beat, at):
    series = running(booking, at)
    HelperPackage.objects.update(price=5900)
    schedule.due(at=at + WEEK)
    assert days(series)[date(2026, 4, 8)].left_out == "price_changed"
    with pytest.raises(Refused) as refused:
        actions.agree_price(series, price=5500, by=vreni, at=at + WEEK)
    assert refused.value.reason == "price_changed"
    with pytest.raises(NotAllowed):
        actions.agree_price(series, price=5900, by=jonas, at=at + WEEK)
    actions.agree_price(series, price=5900, by=vreni, at=at + WEEK)
    schedule.due(at=at + 2 * WEEK)
    made = days(series)[date(2026, 4, 15)].booking
    assert made
    assert made.price == 5900


@pytest.mark.flow
def test_a_series_of_an_old_visit_begins_after_now(vreni, jonas, at):
    booking = visit(vreni, jonas, at, "closed")
    series = begun(booking, at + 5 * WEEK, weeks=2)
    assert series.first_day == date(2026, 4, 22)
    zone, clock = ZURICH, time(10)
    assert rules.first_day(date(2026, 3, 11), clock, weeks=1, zone=zone, at=moment(date(2026, 3, 17), time(11), zone)) == date(2026, 3, 25)  # fmt: skip
