"""After a visit: again, not again, and what it does to the next search, booking and wave."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from kundenkreis.bonds import actions as bonds
from kundenkreis.bonds.models import Avoidance, Favourite
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers.models import RankingExplanation
from kundenkreis.stages.marketplace import actions, nearby, queries
from kundenkreis.stages.marketplace.models import Booking, Offer
from kundenkreis.stages.marketplace.tests.searches import helpers_around, searched
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    case_of,
    helper_jonas,
    order,
    wifi,
)


def suggested(customer, at, **more):
    place = more.pop("point")
    return nearby.suggestions(
        package=wifi(), point=place, brand=wifi().brand, but_not=customer, at=at, **more
    )


@pytest.mark.flow
@pytest.mark.parametrize("side", ["customer", "helper"])
def test_who_is_not_wanted_is_not_suggested_and_cannot_be_booked(
    side, vreni, beat, jonas, at
):
    helper = helper_jonas(jonas, at)
    by = vreni if side == "customer" else jonas
    place = helper.point
    assert suggested(vreni, at, point=place)
    bonds.avoid(vreni, helper, side=side, by=by, at=at)
    assert suggested(vreni, at, point=place) == []
    assert suggested(vreni, at, point=place, only=helper) == []
    assert suggested(beat, at, point=place), "only these two"
    with pytest.raises(Refused) as refused:
        order(case_of(vreni, at), helper, at + timedelta(days=1), at)
    assert refused.value.reason == "not_offered"
    with pytest.raises(Refused):
        order(case_of(vreni, at), None, at + timedelta(days=1), at)
    assert order(case_of(beat, at), helper, at + timedelta(days=1), at).state == "held"


@pytest.mark.flow
def test_others_fill_the_places_of_who_is_left_out(vreni, at):
    around = helpers_around(5, at)
    place = around[0].point
    three = suggested(vreni, at, point=place, limit=3)
    bonds.avoid(vreni, three[0].helper, side="customer", by=vreni, at=at)
    again = suggested(vreni, at, point=place, limit=3)
    assert len(again) == 3
    assert three[0].helper not in [match.helper for match in again]


@pytest.mark.flow
def test_no_wave_asks_her_and_no_ranking_speaks_of_it(vreni, at):
    around = helpers_around(3, at)
    bonds.avoid(vreni, around[0], side="customer", by=vreni, at=at)
    searched(vreni, at)
    asked = set(Offer.objects.values_list("helper", flat=True))
    assert asked == {helper.pk for helper in around[1:]}
    assert not RankingExplanation.objects.filter(helper=around[0]).exists()


@pytest.mark.flow
def test_the_database_joins_nobody_who_is_kept_apart(closed, vreni, jonas, at):
    booking = closed
    dispatched = searched(vreni, at)
    bonds.avoid(vreni, booking.helper, side="helper", by=jonas, at=at)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    copy = """insert into kundenkreis_booking select (jsonb_populate_record(b, jsonb_build_object(
        'id', gen_random_uuid(), 'reference', 'XXXX-XXXX'))).* from kundenkreis_booking b where id = %s"""
    attack("kept_apart", copy, booking.pk)
    wave = """insert into kundenkreis_offer (id, brand_id, request_id, helper_id, starts_at, wave_id, times, made_at, answer_by, answer, reason)
        values (gen_random_uuid(), %s, %s, %s, %s, 1, '{}', %s, %s, '', '')"""
    request = dispatched.request_id
    attack("kept_apart", wave, booking.brand_id, request, booking.helper_id, at, at, at)


@pytest.mark.flow
def test_what_is_agreed_stays_agreed(confirmed, vreni, at):
    booking = confirmed
    actions.avoid(booking, by=vreni, at=at)
    moved = actions.reschedule(
        booking, starts_at=booking.starts_at + timedelta(days=1), by=vreni, at=at
    )
    assert moved.state == "held"


@pytest.mark.slow
def test_each_side_says_it_on_its_page_and_the_other_never_reads_it(
    closed, vreni, jonas, beat
):
    booking = closed
    with time_machine.travel(booking.ends_at + timedelta(days=1), tick=False):
        hers, his = browser(vreni), browser(jonas)
        assert "Make Jonas my favourite" in page(hers, booking.path)
        assert "Your favourite" in page(hers, f"{booking.path}favourite/", once="1")
        assert "Jonas" in page(hers, "/favourites/")
        assert "favourite" not in page(his, booking.path)
        said = page(hers, f"{booking.path}avoidance/", once="2")
        assert "You said: not this person again" in said
        before = page(his, booking.path)
        assert "You said" not in before
        assert "Not again" not in page(his, "/favourites/")
        assert "You said: not there again" in page(
            his, f"{booking.path}avoidance/", once="3"
        )
        assert {row.side for row in Avoidance.objects.all()} == {"customer", "helper"}
        assert not Favourite.objects.exists()
        row = Avoidance.objects.get(side="customer")
        assert his.post(f"/avoidances/{row.pk}/removal/").status_code == 404
        page(hers, f"/avoidances/{row.pk}/removal/", once="4")
        assert Avoidance.objects.get().side == "helper"
        assert browser(beat).post(f"{booking.path}favourite/").status_code == 404


@pytest.mark.slow
def test_book_again_carries_over_what_is_known_and_shows_the_same_helper_first(
    closed, vreni, at
):
    booking = closed
    helpers_around(4, at)
    with time_machine.travel(booking.ends_at + timedelta(days=1), tick=False):
        hers = browser(vreni)
        assert "Book Jonas again" in page(hers, booking.path)
        text = page(hers, f"{booking.path}repetition/", text="Der Drucker streikt.")
        assert "Who should come, and when?" in text
        first = text.split('name="slot" value="')[1].split("|")[0]
        assert first == str(booking.helper_id)
        wish = queries.draft_of(vreni_case(vreni))
        assert wish is not None
        address = queries.address_of(wish)
        assert address is not None
        assert address.street == "Kanarienweg 77"


def vreni_case(vreni):
    return Case.objects.filter(customer=vreni).latest("opened_at")


@pytest.mark.slow
def test_favourites_stand_first(vreni, at):
    around = helpers_around(6, at)
    last = suggested(vreni, at, point=around[0].point, limit=6)[-1].helper
    bonds.favour(vreni, last, by=vreni, at=at)
    case = case_of(vreni, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    with time_machine.travel(at, tick=False):
        text = page(browser(vreni), f"{wish.case.path}visit/slots/")
    assert text.split('name="slot" value="')[1].split("|")[0] == str(last.pk)
    assert text.count("Your favourite") == 1


def test_only_after_the_visit_and_only_the_customer_books_again(
    confirmed, vreni, jonas, at
):
    booking = confirmed
    with pytest.raises(Refused) as refused:
        actions.book_again(booking, text="Nochmals bitte.", by=vreni, at=at)
    assert refused.value.reason == "wrong_state"
    with pytest.raises(NotAllowed):
        actions.book_again(booking, text="Nochmals bitte.", by=jonas, at=at)


@pytest.mark.slow
def test_the_api_says_it_too(closed, vreni):
    booking = closed
    client = browser(vreni)
    root = f"/api/v1/bookings/{booking.pk}"
    with time_machine.travel(booking.ends_at + timedelta(days=1), tick=False):

        def send(method, path, body=None):
            call = getattr(client, method)
            return call(path, body or {}, content_type="application/json")

        assert send("post", f"{root}/favourite").status_code == 201
        rows = client.get("/api/v1/favourites").json()["items"]
        assert [row["name"] for row in rows] == ["Jonas"]
        one = f"/api/v1/favourites/{booking.helper_id}"
        assert send("delete", one).status_code == 204
        assert send("put", one).status_code == 200
        again = send("post", f"{root}/repetition", {"text": "Der Drucker streikt."})
        assert again.status_code == 201
        assert again.json()["package"] == "wifi"
        assert send("post", f"{root}/avoidance").status_code == 201
        (entry,) = client.get("/api/v1/avoidances").json()["items"]
        assert entry["side"] == "customer"
        assert send("delete", f"/api/v1/avoidances/{entry['id']}").status_code == 204
        assert Booking.objects.count() == 1


@pytest.mark.flow
def test_the_database_lets_nobody_be_wanted_and_unwanted(vreni, jonas, at):
    helper = helper_jonas(jonas, at)
    bonds.favour(vreni, helper, by=vreni, at=at)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    insert = """insert into kundenkreis_avoidance (id, brand_id, customer_id, helper_id, side, by_id, at)
        values (gen_random_uuid(), %s, %s, %s, 'customer', %s, %s)"""
    values = (
        Favourite.objects.get().brand_id,
        vreni.pk,
        helper.pk,
        vreni.pk,
        at,
    )
    attack("favourite_is_wanted", insert, *values)
