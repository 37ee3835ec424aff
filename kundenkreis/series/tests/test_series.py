"""Regular visits: asked once, made by the clock at the same hour, left out with a word, ended by either side."""

from datetime import date, timedelta

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers.models import Slot
from kundenkreis.ledger.models import FundsHold
from kundenkreis.people.actions import answer_trust, trust
from kundenkreis.people.models import TrustedPerson
from kundenkreis.series import actions, queries, reactions, schedule
from kundenkreis.series.events import (
    SeriesAccepted,
    SeriesAsked,
    SeriesDayDecided,
    SeriesEnded,
)
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.series.personal_data import SeriesData
from kundenkreis.series.tests.weeks import WEEK, ZURICH, begun, days, running, told
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace import schedule as marketplace_clock
from kundenkreis.stages.marketplace.models import Booking, VisitReminder
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.visits import case_of, order


@pytest.mark.flow
def test_the_helper_says_yes_once_and_four_weeks_are_made(booking, vreni, jonas, at):
    series = begun(booking, at)
    assert (series.state, series.first_day, series.last_day) == ("asked", date(2026, 3, 18), date(2026, 4, 22))  # fmt: skip
    assert told(SeriesAsked, reactions.ask_helper) == [("series_asked", "Jonas")]
    series = actions.accept(series, by=jonas, at=at)
    made = [row.booking for row in days(series).values()]
    assert [row.starts_at.astimezone(ZURICH).isoformat()[:16] for row in made] == [
        "2026-03-18T10:00", "2026-03-25T10:00", "2026-04-01T10:00"
    ]  # fmt: skip
    assert series.next_day == date(2026, 4, 8)
    for row in made:
        assert (row.state, row.price, row.customer, row.helper.person) == ("confirmed", 4900, vreni, jonas)  # fmt: skip
        assert row.case_id != booking.case_id
        assert not FundsHold.objects.filter(subject=row.subject).exists(), (
            "held when it is near"
        )
        assert row.history.get().name == "renew"
    assert Slot.objects.count() == 4
    assert sorted(told(SeriesAccepted, reactions.tell_accepted)) == [
        ("series_accepted", "Vreni"), ("series_asked", "Jonas")
    ]  # fmt: skip
    assert ("series_next", "Vreni") not in told(SeriesDayDecided, reactions.tell_of_day), "told with the yes"  # fmt: skip


@pytest.mark.flow
def test_one_visit_is_cancelled_on_its_own_and_the_series_goes_on(booking, vreni, at):
    series = running(booking, at)
    first = days(series)[series.first_day].booking
    visits.cancel(first, by=vreni, at=at)
    schedule.due(at=at + WEEK)
    assert len(days(series)) == 4
    gone = days(series)[series.first_day].booking
    assert (gone.state, gone.case.state) == ("cancelled", "withdrawn")


@pytest.mark.flow
def test_a_helper_who_cancels_one_leaves_its_case_open_to_choose_again(booking, jonas, at):
    series = running(booking, at)
    first = days(series)[series.first_day].booking
    visits.cancel(first, by=jonas, at=at)
    assert Booking.objects.select_related("case").get(pk=first.pk).case.state == "open"


@pytest.mark.slow
@pytest.mark.parametrize("who", ["vreni", "jonas"])
@pytest.mark.parametrize("cancel_visits", [True, False])
def test_either_side_ends_all_and_says_what_stays(
    who, cancel_visits, booking, vreni, jonas, at
):
    series = running(booking, at)
    person = {"vreni": vreni, "jonas": jonas}[who]
    ended = actions.end(series, cancel_visits=cancel_visits, by=person, at=at)
    assert (ended.state, ended.ended_by, ended.next_day) == ("ended", person, None)
    states = {row.booking.state for row in days(series).values()}
    assert states == ({"cancelled"} if cancel_visits else {"confirmed"})
    schedule.due(at=at + 2 * WEEK)
    assert len(days(series)) == 3
    other = {"vreni": "Jonas", "jonas": "Vreni"}[who]
    kinds = told(SeriesEnded, reactions.tell_ended)
    assert [name for kind, name in kinds if kind == "series_ended"] == [other]
    with pytest.raises(Refused):
        actions.end(series, cancel_visits=False, by=person, at=at)
    assert Booking.objects.get(pk=booking.pk).state == "confirmed", (
        "the visit it began with stays"
    )


@pytest.mark.slow
def test_a_late_end_costs_what_each_visit_costs(booking, vreni, at):
    """The first visit is tomorrow: half of it stays with the helper; the others are free."""
    series = running(booking, at)
    first = days(series)[series.first_day].booking
    late = first.starts_at - timedelta(hours=2)
    actions.end(series, cancel_visits=True, by=vreni, at=late)
    kept = FundsHold.objects.filter(
        subject__in=[row.booking.subject for row in days(series).values()]
    )
    assert [hold.captured_amount for hold in kept] == [2450], (
        "of the others nothing was held"
    )


@pytest.mark.flow
def test_no_answer_and_a_no_end_it_quietly(booking, vreni, jonas, at):
    series = begun(booking, at)
    with pytest.raises(NotAllowed):
        actions.accept(series, by=vreni, at=at)
    schedule.due(at=series.answer_by - timedelta(minutes=1))
    assert Series.objects.get().state == "asked"
    for _twice in range(2):
        schedule.due(at=series.answer_by)
    assert Series.objects.get().state == "expired"
    with pytest.raises(Refused) as refused:
        actions.accept(series, by=jonas, at=series.answer_by)
    assert refused.value.reason == "too_late"
    second = begun(booking, at)
    actions.refuse(second, by=jonas, at=at)
    with pytest.raises(Refused) as refused:
        actions.refuse(second, by=jonas, at=at)
    assert refused.value.reason == "wrong_state"
    kinds = [kind for kind, _name in told(SeriesEnded, reactions.tell_ended)]
    assert kinds == ["series_expired", "series_declined"]
    assert not SeriesVisit.objects.exists()


@pytest.mark.flow
def test_what_may_not_be_repeated(booking, vreni, jonas, beat, reto, kai, at):
    for weeks, times, until in ((3, 4, None), (1, None, None), (1, 4, date(2026, 5, 1)), (1, 54, None), (1, 0, None), (0, 4, None), (1, None, date(2026, 3, 1)), (1, None, date(2028, 1, 1))):  # fmt: skip
        with pytest.raises(Invalid):
            begun(booking, at, weeks=weeks, times=times, until=until)
    for person in (beat, jonas, kai):
        with pytest.raises(NotAllowed):
            begun(booking, at, by=person)
    with pytest.raises(Refused) as refused:
        begun(booking, at, shown_price=3900)
    assert refused.value.reason == "price_changed"
    series = begun(booking, at, times=None, until=date(2026, 4, 20), by=reto)
    assert series.last_day == date(2026, 4, 15)
    with pytest.raises(Refused) as refused:
        begun(booking, at)
    assert refused.value.reason == "already_repeats"
    with pytest.raises(NotFound):
        queries.series_for(beat, series.pk, at=at)
    with pytest.raises(NotAllowed):
        actions.end(series, cancel_visits=False, by=beat, at=at)
    held = order(case_of(vreni, at), booking.helper, at + timedelta(days=3), at)
    with pytest.raises(Refused) as refused:
        begun(held, at)
    assert refused.value.reason == "wrong_state"


def test_a_visit_for_which_two_come_by_now_is_not_repeated(booking, at):
    ServicePackage.objects.filter(pk=booking.package_id).update(persons=2)
    with pytest.raises(Refused, match="two_persons"):
        begun(Booking.objects.with_names().get(pk=booking.pk), at)
    assert not Series.objects.exists()


@pytest.mark.flow
def test_who_books_for_her_repeats_and_ends_for_her_and_who_reads_along_does_not(booking, vreni, beat, aylin, at):  # fmt: skip
    for person, may_book in ((beat, True), (aylin, False)):
        asked = trust(
            vreni, name=person.name, email=person.email, may_book=may_book, by=vreni, at=at
        )
        answer_trust(TrustedPerson.objects.get(pk=asked.pk), accepts=True, by=person, at=at)
    with pytest.raises(NotAllowed):
        begun(booking, at, by=aylin)
    series = running(booking, at, by=beat)
    assert queries.series_for(aylin, series.pk, at=at) == series
    with pytest.raises(NotAllowed):
        actions.end(series, cancel_visits=True, by=aylin, at=at)
    actions.end(series, cancel_visits=True, by=beat, at=at)
    assert {row.booking.state for row in days(series).values()} == {"cancelled"}
    assert {row.booking.case.state for row in days(series).values()} == {"withdrawn"}


@pytest.mark.slow
def test_a_helper_who_comes_again_is_not_asked_to_call(booking, at):
    series = running(booking, at)
    first = days(series)[series.first_day].booking
    for hour in range(0, 200, 2):
        marketplace_clock.due(at=at + timedelta(hours=hour))
    kinds = set(VisitReminder.objects.filter(booking=first).values_list("kind", flat=True))
    assert "call" not in kinds
    assert kinds


@pytest.mark.flow
def test_the_database_keeps_the_series_as_it_was_asked(booking, at):
    series = running(booking, at)
    table, day_table = "kundenkreis_series", "kundenkreis_seriesvisit"
    attack("series_kept", f"update {table} set weeks = 2")
    attack("series_kept", f"update {table} set accepted_at = null")
    attack("series_kept", f"update {table} set clock = '11:00'")
    attack(
        "series_day_decided_once",
        f"update {day_table} set booking_id = null, left_out = 'x'",
    )
    copy = f"insert into {day_table} (id, brand_id, series_id, day, booking_id, left_out, at, instead_id) select gen_random_uuid(), brand_id, series_id, {{}}, {{}}, {{}}, at, null from {day_table} where day = '2026-03-18'"
    attack("series_day_once", copy.format("day", "null", "'x'"))
    attack("series_day_in_rhythm", copy.format("day + 1", "null", "'x'"))
    attack("series_day_in_rhythm", copy.format("day + 350", "null", "'x'"))
    attack("series_day_one_way", copy.format("date '2026-04-08'", "null", "''"))
    attack("series_day_of_both", copy.format("date '2026-04-08'", f"'{booking.pk}'", "''"))
    twin = f"insert into {table} (id, brand_id, begun_with_id, customer_id, helper_id, weeks, first_day, last_day, clock, next_day, price, asked_at, asked_by_id, answer_by, outcome) select gen_random_uuid(), brand_id, begun_with_id, {{}}, helper_id, weeks, first_day, last_day, clock, next_day, price, asked_at, asked_by_id, answer_by, '' from {table}"
    attack("repeats_once", twin.format("customer_id"))
    actions.end(series, cancel_visits=False, by=booking.customer, at=at)
    attack(
        "series_of_both",
        twin.format("asked_by_id").replace(
            "asked_by_id, helper_id", f"'{booking.helper.person_id}', helper_id"
        ),
    )
    attack("series_day_while_running", copy.format("date '2026-04-08'", "null", "'x'"))


@pytest.mark.flow
def test_whoever_is_forgotten_has_no_series(booking, vreni, jonas, at):
    running(booking, at)
    assert SeriesData().export(vreni)["series"]
    SeriesData().forget(jonas, at=at)
    assert Series.objects.get().state == "ended"
    SeriesData().forget(vreni, at=at)
    assert not Series.objects.exists()
