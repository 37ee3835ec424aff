"""From the visit's page to the series and its end; the same by the API; two clocks at once."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Slot
from kundenkreis.series import actions, beside, schedule
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.series.tests.weeks import begun, days, running
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, order, visit
from tests.cast import PLACES, make_brand, make_person


@pytest.mark.slow
def test_from_the_visit_to_the_series_and_its_end(vreni, jonas, beat, at):
    booking = visit(vreni, jonas, at, "confirmed")
    start = f"{booking.path}series/"
    with time_machine.travel(at, tick=False):
        hers, his = browser(vreni), browser(jonas)
        assert f'href="{start}"' in page(hers, booking.path)
        assert f'href="{start}"' not in page(his, booking.path)
        assert his.get(start).status_code == 403
        assert browser(beat).get(start).status_code == 404
        assert "How often?" in page(hers, start)
        assert "Please choose one." in page(hers, f"{start}check/?weeks=1")
        assert "Please type a day" in page(hers, f"{start}check/?weeks=1&times=until")
        assert "Please choose a day between" in page(hers, f"{start}check/?weeks=1&times=until&until=2026-01-01")  # fmt: skip
        asked = f"{start}check/?weeks=2&times=4"
        shown = page(hers, asked)
        assert "Wednesday, 25 March" in shown
        assert "CHF\u00a049" in shown
        said = page(hers, f"{start}check/", weeks="2", times="4", price="4900")
        series = Series.objects.get()
        assert "not answered yet" in said
        assert "Yes, I come regularly" not in said
        assert "Do you come regularly?" not in page(his, "/helper/")
        assert f'href="{series.path}"' in page(his, "/helper/")
        assert "Yes, I come regularly" in page(his, series.path)
        assert browser(beat).get(series.path).status_code == 404
        said = page(his, f"{series.path}acceptance/", once="1")
        assert "Planned" in said
        first = SeriesVisit.objects.earliest("day")
        assert first.booking
        assert first.booking.path in page(hers, series.path)
        assert series.path in page(hers, first.booking.path)
        assert series.path in page(hers, "/series/")
        assert "costs nothing" in page(hers, f"{series.path}ending/")
        ended = page(hers, f"{series.path}ending/", visits="cancel")
        assert "ended" in ended
    assert {row.state for row in Booking.objects.exclude(pk=booking.pk)} == {"cancelled"}


@pytest.mark.slow
def test_a_day_left_out_leads_to_the_order_of_another_time(vreni, jonas, at):
    booking = visit(vreni, jonas, at, "confirmed")
    series = begun(booking, at)
    helpers.except_day(booking.helper, day=series.first_day, blocks=[], by=jonas, at=at)
    helpers.materialise(booking.helper, by=None, at=at)
    series = actions.accept(series, by=jonas, at=at)
    row = days(series)[series.first_day]
    with time_machine.travel(at, tick=False):
        hers = browser(vreni)
        assert f'href="{row.path}"' in page(hers, series.path)
        shown = page(hers, row.path)
        assert "Jonas has no time then." in shown
        start = shown.split('name="slot" value="')[1].split('"')[0]
        assert "Please choose one." in page(hers, row.path, slot="x|y")
        assert "Is everything right?" in page(hers, row.path, slot=start)
        assert "You have chosen another time" in page(hers, row.path)
        assert browser(jonas).post(row.path, {"slot": start}).status_code == 403
        made = days(series)[series.first_day + series.step]
        assert browser(vreni).get(made.path).status_code == 404


@pytest.mark.slow
def test_the_api_of_series(vreni, jonas, at):
    booking = visit(vreni, jonas, at, "confirmed")
    hers, his = browser(vreni), browser(jonas)
    with time_machine.travel(at, tick=False):

        def send(client, path, **body):
            return client.post(f"/api/v1/{path}", body, content_type="application/json")

        body = {"booking": str(booking.pk), "weeks": 1, "times": 3, "price": 4900}
        assert send(his, "series", **body).status_code == 403
        assert send(hers, "series", **body | {"weeks": 3}).status_code == 422
        made = send(hers, "series", **body)
        assert (made.status_code, made.json()["state"]) == (201, "asked")
        one = f"series/{made.json()['id']}"
        assert send(his, f"{one}/acceptance").json()["state"] == "running"
        assert send(his, f"{one}/refusal").status_code == 409
        shown = hers.get(f"/api/v1/{one}").json()
        assert [day["booking"] is not None for day in shown["days"]] == [True] * 3
        assert hers.get("/api/v1/series").json()["items"][0]["id"] == shown["id"]
        assert send(hers, f"{one}/price", price=1).json()["reason"] == "price_changed"
        day = f"series-days/{shown['days'][0]['id']}/request"
        instead = {"helper": str(booking.helper_id), "starts_at": at.isoformat()}
        assert send(hers, day, **instead).status_code == 409
        assert send(hers, f"{one}/ending", cancel_visits=True).json()["state"] == "ended"


@pytest.mark.slow
def test_two_clocks_a_pause_and_a_stranger_at_the_same_moment(committed_db, at):
    """Each day is decided once, no hour is given twice, and an end counts from its moment on."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        jonas = make_person("Jonas", at, "member", "helper")
        rows = []
        for number in range(3):
            booking = visit(make_person(f"Vreni{number}", at), jonas, at + timedelta(hours=2 * number), "confirmed")  # fmt: skip
            rows.append(running(booking, at, times=8))
        cases = [case_of(make_person(f"Fremde{n}", at), at) for n in range(3)]
        helper, later = booking.helper, at + timedelta(weeks=2)

        def act(number):
            with scope.inside(brand.pk):
                if number < 4:
                    return schedule.due(at=later)
                if number == 4:
                    return helpers.pause(helper, by=jonas, at=later)
                if number == 5:
                    return actions.end(rows[0], cancel_visits=True, by=rows[0].customer, at=later)  # fmt: skip
                start = rows[1].starts_at(rows[1].first_day + timedelta(weeks=3))
                return order(cases[number - 6], helper, start, later)

        results = committed_db.together(9, act)
        odd = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]  # fmt: skip
        assert odd == []
        for row in rows[1:]:
            decided = days(row)
            assert list(decided) == row.days[:5]
            assert {day.left_out for day in decided.values()} <= {"", "not_offered", "slot_taken"}  # fmt: skip
        ended = Series.objects.get(pk=rows[0].pk)
        assert ended.state == "ended"
        ahead = [day.booking for day in days(ended).values() if day.booking and day.booking.starts_at > later]  # fmt: skip
        assert {booking.state for booking in ahead} <= {"cancelled"}
        assert Slot.objects.count() == Booking.objects.live().count()


@pytest.mark.slow
def test_her_cases_show_a_series_as_one_line_with_its_next_visit(
    confirmed, vreni, jonas, aylin, at
):
    series = running(confirmed, at)
    with time_machine.travel(at, tick=False):
        shown = page(browser(vreni), "/cases/")
        assert shown.count(f'href="{series.path}"') == 1
        assert "Next visit: Wednesday, 18 March, 10:00, Jonas" in shown
        for row in days(series).values():
            assert row.booking.case.path not in shown
        assert confirmed.case.path in shown
        assert series.path not in page(browser(aylin), "/cases/")
        actions.end(series, cancel_visits=True, by=vreni, at=at)
        assert series.path not in page(browser(vreni), "/cases/")


@pytest.mark.slow
def test_the_line_of_a_series_costs_two_queries_for_one_or_many(confirmed, vreni, jonas_helps, at, django_assert_num_queries):  # fmt: skip
    running(confirmed, at)
    with django_assert_num_queries(2):
        assert len(beside.in_cases([vreni], at)) == 1
    for days_later in (2, 3):
        more = order(case_of(vreni, at), jonas_helps, at + timedelta(days=days_later), at)
        running(visits.accept(more, by=jonas_helps.person, at=at), at)
    with django_assert_num_queries(2):
        assert len(beside.in_cases([vreni], at)) == 3
