"""The wait list: whoever waits longest has a freed time kept for her alone, then the next."""

from datetime import timedelta

import pytest
import time_machine

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers.models import Helper, Slot, Verification
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.actions import answer_trust, trust
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.stages.marketplace import actions as visits
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    case_of,
    helper_jonas,
    order,
    visit,
    wifi,
)
from kundenkreis.waiting import actions, queries, reactions, schedule
from kundenkreis.waiting.events import TimeKept
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer
from kundenkreis.waiting.personal_data import WaitingData
from tests.cast import make_person

WEEK = timedelta(days=7)


@pytest.fixture
def helper(jonas: Person, at) -> Helper:
    return helper_jonas(jonas, at)


def waits(person, at, **more):
    """She says what and where, finds nothing that suits, and waits."""
    case = case_of(person, at)
    visits.ask(case, package=wifi(), postal_code="8004", by=person, at=at)
    return actions.join(case, latest=at + WEEK, by=person, at=at, **more)


def kept(entry):
    return queries.kept_for(entry)


def ordered(offer, at):
    """She orders the kept time."""
    entry = queries.entry_of(offer.entry_id)
    return order(entry.case, offer.helper, offer.starts_at, at)


@pytest.mark.flow
def test_the_first_in_line_has_the_time_kept_and_nobody_else_can_book_it(helper, vreni, beat, aylin, at):  # fmt: skip
    first = waits(vreni, at)
    second = waits(beat, at + timedelta(minutes=1))
    (offer,) = actions.serve(helper, at=at)[:1]
    assert offer.entry == first
    assert offer.is_kept(at)
    assert offer.slot
    assert offer.slot.kept_for == vreni
    with pytest.raises(Refused) as refused:
        order(case_of(aylin, at), helper, offer.starts_at, at)
    assert refused.value.reason == "slot_taken"
    hers = kept(second)
    assert hers is not None
    assert hers.starts_at != offer.starts_at
    wish = actions.take(offer, by=vreni, at=at)
    assert (wish.helper, wish.starts_at) == (helper, offer.starts_at)
    booking = ordered(offer, at)
    assert booking.slot_id == offer.slot_id
    slot = Slot.objects.get(pk=booking.slot_id)
    assert (slot.kept_until, slot.kept_for) == (None, None)
    assert actions.settle(first, at=at).outcome == "taken"
    offer = type(offer).objects.get(pk=offer.pk)
    assert (offer.answer, offer.slot_id) == ("taken", None)
    assert Slot.objects.filter(pk=booking.slot_id).exists()


@pytest.mark.flow
def test_serving_twice_keeps_once_and_a_declined_time_goes_to_the_next(
    helper, vreni, beat, at
):
    first = waits(vreni, at)
    actions.serve(helper, at=at)
    assert actions.serve(helper, at=at) == []
    offer = kept(first)
    assert offer is not None
    second = waits(beat, at + timedelta(minutes=1))
    actions.decline(offer, by=vreni, at=at)
    assert not Slot.objects.exists()
    made = actions.serve(helper, at=at)
    again = {row.entry: row.starts_at for row in made}
    assert again[first] != offer.starts_at, "what she declined is not offered to her again"
    assert again[second] == offer.starts_at


@pytest.mark.flow
def test_a_kept_time_ends_by_the_clock_and_the_next_is_asked(helper, vreni, at):
    entry = waits(vreni, at)
    (offer,) = actions.serve(helper, at=at)
    schedule.due(at=offer.until - timedelta(minutes=1))
    assert not WaitingOffer.objects.exclude(answer="").exists()
    for _twice in range(2):
        schedule.due(at=offer.until)
    offer.refresh_from_db()
    assert offer.answer == "expired"
    assert not Slot.objects.exists()
    with pytest.raises(Refused) as refused:
        actions.take(offer, by=vreni, at=offer.until)
    assert refused.value.reason == "gone"
    entry.refresh_from_db()
    assert entry.ended_at is None, "she keeps her place"


@pytest.mark.flow
def test_hours_of_the_night_do_not_count(helper, vreni, at):
    waits(vreni, at)
    evening = at.replace(hour=20, minute=30)
    (offer,) = actions.serve(helper, at=evening)
    assert offer.until > evening + timedelta(hours=8), "two hours, and the night"


@pytest.mark.flow
def test_who_wants_one_helper_waits_for_her_and_who_is_kept_apart_gets_nothing(helper, vreni, beat, mira, at):  # fmt: skip
    from kundenkreis.bonds import actions as bonds
    from kundenkreis.helpers.tests.neighbours import neighbour

    other = neighbour(mira, wifi(), at=at)
    entry = waits(vreni, at, helper=helper)
    assert actions.serve(other, at=at) == []
    bonds.avoid(beat, helper, side="customer", by=beat, at=at)
    apart = waits(beat, at)
    assert [offer.entry for offer in actions.serve(helper, at=at)] == [entry]
    assert kept(apart) is None


@pytest.mark.flow
def test_a_cancelled_visit_serves_the_line_and_she_is_told_once(vreni, jonas, beat, at):
    booking = visit(beat, jonas, at, "confirmed")
    Helper.objects.filter(person=jonas).update(capacity=1)
    entry = waits(vreni, at, earliest=booking.starts_at - timedelta(hours=1))
    WaitingEntry.objects.update(latest=booking.starts_at + timedelta(hours=4))
    assert actions.serve(booking.helper, at=at) == []
    visits.cancel(booking, by=beat, at=at)
    row = EventRow.objects.filter(name=BookingMoved.name).latest("pk")
    for _twice in range(2):
        reactions.serve_freed(BookingMoved(**row.payload), row=row)
    offer = kept(entry)
    assert offer is not None
    told = EventRow.objects.get(name=TimeKept.name)
    for _twice in range(2):
        reactions.offer_kept_time(TimeKept(**told.payload), row=told)
    notice = Notice.objects.get(kind="time_kept")
    assert (notice.person, notice.path) == (vreni, entry.path)


@pytest.mark.flow
def test_nobody_is_told_of_a_time_that_is_gone(helper, vreni, at):
    waits(vreni, at)
    (offer,) = actions.serve(helper, at=at)
    actions.decline(offer, by=vreni, at=at)
    row = EventRow.objects.get(name=TimeKept.name)
    reactions.offer_kept_time(TimeKept(**row.payload), row=row)
    assert not Notice.objects.filter(kind="time_kept").exists()


@pytest.mark.flow
def test_a_check_that_ends_frees_what_was_only_kept(helper, vreni, mira, at):
    waits(vreni, at)
    (offer,) = actions.serve(helper, at=at)
    visits.revoke_verification(Verification.objects.get(), by=mira, at=at)
    offer.refresh_from_db()
    assert offer.slot is None
    schedule.due(at=at)
    offer.refresh_from_db()
    assert offer.answer == "expired"


def test_days_that_are_over_end_the_waiting_with_a_word(vreni, at):
    entry = waits(vreni, at)
    schedule.due(at=entry.latest)
    entry.refresh_from_db()
    assert entry.outcome == "expired"


@pytest.mark.flow
def test_what_may_not_be_waited_for(vreni, beat, reto, at):
    case = case_of(vreni, at)
    with pytest.raises(Refused) as refused:
        actions.join(case, latest=at + WEEK, by=vreni, at=at)
    assert refused.value.reason == "no_wish"
    visits.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    for latest in (at, at + timedelta(days=90)):
        with pytest.raises(Invalid):
            actions.join(case, latest=latest, by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.join(case, latest=at + WEEK, by=beat, at=at)
    old = actions.join(case, latest=at + WEEK, by=reto, at=at)
    new = actions.join(case, latest=at + 2 * WEEK, by=vreni, at=at)
    old.refresh_from_db()
    assert (old.outcome, queries.entry_for(case)) == ("left", new)
    with pytest.raises(NotAllowed):
        actions.leave(new, by=beat, at=at)
    for _twice in range(2):
        actions.leave(new, by=vreni, at=at)
    with pytest.raises(NotFound):
        queries.entry_of(case.pk)


@pytest.mark.flow
def test_the_database_keeps_one_time_for_one_person(helper, vreni, at):
    waits(vreni, at)
    (offer,) = actions.serve(helper, at=at)
    attack("kept_until_answered", "update kundenkreis_waitingoffer set answer = 'declined'")
    attack("slot_kept_for_somebody", "update kundenkreis_slot set kept_for_id = null")
    twin = """insert into kundenkreis_waitingoffer (id, brand_id, entry_id, helper_id, starts_at, at, until, answer)
        select gen_random_uuid(), brand_id, entry_id, helper_id, starts_at + interval '1 hour', at, until, '' from kundenkreis_waitingoffer"""
    attack("one_kept_time", twin)
    assert offer.is_kept(at)


@pytest.mark.flow
def test_whoever_is_forgotten_waits_no_longer(helper, vreni, at):
    waits(vreni, at)
    actions.serve(helper, at=at)
    assert WaitingData().export(vreni)["waiting"]
    WaitingData().forget(vreni, at=at)
    assert not Slot.objects.exists()
    assert not WaitingEntry.objects.exists()


@pytest.mark.slow
def test_from_the_slots_page_to_the_ordered_visit(helper, vreni, beat, at):
    case = case_of(vreni, at)
    wish = visits.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    visits.choose(wish, address=ADDRESS, by=vreni, at=at)
    with time_machine.travel(at, tick=False):
        hers = browser(vreni)
        assert f"{case.path}waiting/" in page(hers, f"{case.path}visit/slots/")
        assert "Until when can you wait?" in page(hers, f"{case.path}waiting/")
        said = page(hers, f"{case.path}waiting/", within="7", helper="anyone")
        assert "You are on the waiting list" in said
        entry = queries.entry_for(case)
        assert entry is not None
        assert browser(beat).get(entry.path).status_code in (403, 404)
        (offer,) = actions.serve(helper, at=at)
        assert "This time is free for you" in page(hers, entry.path)
        root = f"/kept-times/{offer.pk}/"
        assert browser(beat).post(f"{root}acceptance/").status_code in (403, 404)
        page(hers, f"{root}acceptance/", once="1")
        assert "Your visit is ordered" in page(
            hers, f"{case.path}visit/check/", price="4900"
        )
    booking = Booking.objects.get()
    assert booking.starts_at == offer.starts_at
    reactions.settle_with_booking(
        BookingMoved(
            **EventRow.objects.filter(name=BookingMoved.name).latest("pk").payload
        ),
        row=EventRow.objects.latest("pk"),
    )
    entry.refresh_from_db()
    assert entry.outcome == "taken"


@pytest.mark.slow
def test_the_api_of_the_line(helper, vreni, at):
    case = case_of(vreni, at)
    visits.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    client = browser(vreni)
    with time_machine.travel(at, tick=False):

        def send(method, path, body=None):
            call = getattr(client, method)
            return call(path, body or {}, content_type="application/json")

        body = {"case": str(case.pk), "latest": (at + WEEK).isoformat()}
        made = send("post", "/api/v1/waiting-entries", body)
        assert made.status_code == 201
        one = f"/api/v1/waiting-entries/{made.json()['id']}"
        assert (made.json()["position"], made.json()["kept"]) == (1, None)
        actions.serve(helper, at=at)
        shown = client.get(one).json()["kept"]
        taken = send("post", f"/api/v1/kept-times/{shown['id']}/acceptance")
        assert taken.json()["starts_at"]
        assert send("post", f"/api/v1/kept-times/{shown['id']}/refusal").status_code == 201
        again = send("post", f"/api/v1/kept-times/{shown['id']}/acceptance")
        assert (again.status_code, again.json()["reason"]) == (409, "gone")
        assert send("delete", one).status_code == 204
        assert client.get(one).json()["outcome"] == "left"


@pytest.mark.slow
def test_the_case_leads_to_the_line_and_the_helper_sees_what_is_kept(
    helper, vreni, beat, at
):
    entry = waits(vreni, at)
    case, path = entry.case, f'href="{entry.path}"'
    trust(vreni, name="Beat", email=beat.email, by=vreni, at=at)
    answer_trust(TrustedPerson.objects.get(), accepts=True, by=beat, at=at)
    with time_machine.travel(at, tick=False):
        assert "You are on the waiting list" in page(browser(vreni), case.path)
        assert path not in page(browser(beat), case.path), "she only reads along"
        assert "Kept free for a moment" not in page(browser(helper.person), "/helper/")
        (offer,) = actions.serve(helper, at=at)
        said = page(browser(vreni), case.path)
        assert "A time is free: Jonas" in said
        assert path in said
        hers = page(browser(helper.person), "/helper/")
        assert "Kept for a waiting customer until" in hers
        assert "Vreni" not in hers, "who waits is not said"
    with time_machine.travel(offer.until, tick=False):
        assert "You are on the waiting list" in page(browser(vreni), case.path)
        assert "Kept free" not in page(browser(helper.person), "/helper/")


@pytest.mark.slow
def test_many_workers_and_strangers_at_the_same_moment(committed_db, at):
    """Two workers serve, strangers book and one who waits leaves: nobody comes twice, nothing is lost."""
    from kundenkreis.brands.models import PostalCode
    from tests.cast import PLACES, make_brand

    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        helper = helper_jonas(make_person("Jonas", at, "helper"), at)
        lines = [waits(make_person(f"Wartende{n}", at), at) for n in range(4)]
        cases = [case_of(make_person(f"Fremde{n}", at), at) for n in range(4)]

        def act(number):
            with scope.inside(brand.pk):
                if number < 4:
                    return actions.serve(helper, at=at)
                if number == 4:
                    return actions.leave(lines[0], by=lines[0].by, at=at)
                start = at + timedelta(days=1, minutes=30 * number)
                return order(cases[number - 5], helper, start, at)

        results = committed_db.together(9, act)
        odd = [
            r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)
        ]
        assert odd == []
        open_offers = WaitingOffer.objects.filter(answer="")
        assert {offer.entry_id for offer in open_offers} <= {line.pk for line in lines[1:]}
        kept_slots = Slot.objects.filter(kept_until__isnull=False)
        assert kept_slots.count() == open_offers.count()
        assert Slot.objects.count() == open_offers.count() + Booking.objects.live().count()
