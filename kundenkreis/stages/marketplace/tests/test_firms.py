"""A firm is booked, its dispatcher says who comes, the customer is told, and the firm is paid."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from kundenkreis.cases.models import Participant
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.core.tests.test_pictures import encoded
from kundenkreis.documents import actions as documents
from kundenkreis.documents.queries import tax_details
from kundenkreis.firms import actions as firms
from kundenkreis.firms import queries as firm_queries
from kundenkreis.helpers.models import HelperPackage, Slot, Verification
from kundenkreis.ledger.models import Account
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Role
from kundenkreis.portraits import actions as portraits
from kundenkreis.stages.marketplace import actions, queries, queries_firms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.firms import (
    firm_of,
    firm_visit,
    two_technicians,
)
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order, take
from tests.cast import make_person
from tests.kept import kept


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@kept
def firm(alpenfon, jonas, at):
    return two_technicians(at, jonas)


def settle():
    for row in EventRow.objects.order_by("pk"):
        react(row.pk)


def told(person):
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


def inside(person):
    return Participant.objects.filter(person=person, role="helper", until=None).exists()


def fresh(booking):
    return Booking.objects.with_names().select_related("slot", "offer").get(pk=booking.pk)


@pytest.mark.slow
def test_until_it_is_said_who_comes_the_customer_reads_the_firms_name(firm, vreni, jonas, at):  # fmt: skip
    house, boss, (first, second) = firm
    portraits.put_up(first, encoded(), by=jonas, at=at)
    booking = firm_visit(house, vreni, at)
    assert (booking.state, booking.is_named, booking.firm) == ("held", False, house)
    # A technician's time is kept, so the firm never promises more than it can do.
    assert Slot.objects.get().helper == booking.helper
    settle()
    assert told(boss) >= {"visit_asked"}
    assert not told(first.person) & {"visit_asked"}
    assert not told(second.person) & {"visit_asked"}
    hers = page(browser(vreni), booking.path)
    assert "Blitz Technik tells you soon which technician comes." in hers
    for hidden in ("Jonas", "Timo", f"/neighbours/{booking.helper_id}/", "/portraits/"):
        assert hidden not in hers
    seen = Api(vreni, at).get(f"bookings/{booking.pk}")
    assert seen["helper"] == {"id": None, "name": "Blitz Technik", "firm": "Blitz Technik"}
    asked = Notice.objects.get(person=vreni, kind="booking_made")
    assert asked.values["helper"] == "Blitz Technik"


@pytest.mark.slow
def test_the_dispatcher_sends_a_technician_and_the_customer_is_told_who(firm, vreni, at):
    house, boss, helpers = firm
    booking = firm_visit(house, vreni, at)
    other = next(helper for helper in helpers if helper != booking.helper)
    reserved = booking.helper
    client = browser(boss)
    assert "Assign a technician" in page(client, "/firm/")
    shown = page(client, f"/firm/visits/{booking.pk}/")
    assert "Jonas" in shown
    assert "Timo" in shown
    page(client, f"/firm/visits/{booking.pk}/", helper=other.pk)
    after = fresh(booking)
    assert (after.state, after.helper, after.named_at) == ("confirmed", other, at)
    assert after.slot.helper == other
    assert not Slot.objects.filter(helper=reserved).exists()
    assert (inside(other.person), inside(reserved.person)) == (True, False)
    assert after.history.get(seq=2).actor == "dispatcher"
    settle()
    assert told(vreni) >= {"technician_named"}
    assert told(other.person) >= {"technician_assigned"}
    # Who never knew that she was planned hears nothing.
    assert not told(reserved.person) & {"technician_assigned", "technician_spared"}
    named = Notice.objects.get(person=vreni, kind="technician_named")
    assert named.values["helper"] == other.person.shown_name
    assert "Identity checked" in named.values["checks"]["words"]["en"]
    hers = page(browser(vreni), booking.path)
    assert f"/neighbours/{other.pk}/" in hers
    assert "Works for Blitz Technik." in hers


@pytest.mark.slow
def test_another_is_sent_and_both_technicians_hear_of_it(firm, vreni, at):
    house, boss, (first, second) = firm
    booking = actions.assign(firm_visit(house, vreni, at), first, by=boss, at=at)
    again = actions.assign(booking, first, by=boss, at=at)
    assert again.seq == booking.seq
    settle()
    after = fresh(actions.assign(booking, second, by=boss, at=at + timedelta(hours=1)))
    assert (after.helper, after.state, after.seq) == (second, "confirmed", 3)
    assert Slot.objects.get().helper == second
    settle()
    assert told(first.person) >= {"technician_assigned", "technician_spared"}
    assert told(second.person) >= {"technician_assigned"}
    assert queries.address_for(second.person, after, at=at)
    assert queries.address_for(first.person, after, at=at) is None
    with pytest.raises(NotFound):
        queries.booking_for(first.person, after.pk, at=at)


@pytest.mark.flow
def test_once_she_is_on_the_way_nobody_else_is_sent(firm, vreni, at):
    house, boss, (first, second) = firm
    booking = actions.assign(firm_visit(house, vreni, at), first, by=boss, at=at)
    booking = actions.depart(booking, by=first.person, at=booking.starts_at - timedelta(minutes=20))  # fmt: skip
    with pytest.raises(Refused) as no:
        actions.assign(booking, second, by=boss, at=booking.starts_at)
    assert no.value.reason == "wrong_state"


@pytest.mark.flow
@pytest.mark.parametrize(
    ("why", "reason"),
    [("busy", "slot_taken"), ("unverified", "not_verified"), ("unskilled", "not_offered"), ("foreign", "not_of_firm")],
)  # fmt: skip
def test_only_who_is_free_skilled_checked_and_of_the_firm_can_be_sent(firm, vreni, beat, at, why, reason):  # fmt: skip
    house, boss, helpers = firm
    booking = firm_visit(house, vreni, at)
    other = next(helper for helper in helpers if helper != booking.helper)
    if why == "busy":
        order(case_of(beat, at), other, booking.starts_at + timedelta(minutes=30), at)
    if why == "unverified":
        Verification.objects.filter(helper=other).delete()
    if why == "unskilled":
        HelperPackage.objects.filter(helper=other).delete()
    if why == "foreign":
        other = helper_jonas(make_person("Fremd", at, "helper"), at)
    with pytest.raises(Refused) as no:
        actions.assign(booking, other, by=boss, at=at)
    assert no.value.reason == reason
    assert (fresh(booking).state, fresh(booking).helper) == ("held", booking.helper)
    if why != "foreign":
        found = {each.helper: each.obstacle for each in queries_firms.candidates(booking, by=boss, at=at)}  # fmt: skip
        assert other.person.shown_name in found[other]
        assert found[booking.helper] == ""
        assert f"<strong>{other.person.shown_name}</strong>" in page(browser(boss), f"/firm/visits/{booking.pk}/")  # fmt: skip


@pytest.mark.slow
def test_only_the_firms_own_dispatcher_decides(
    firm, vreni, beat, reto, mira, kai, jonas, at
):
    house, boss, (first, _second) = firm
    _other, stranger, _none = firm_of(at, name="Konkurrenz AG")
    booking = firm_visit(house, vreni, at)
    for by in (vreni, beat, reto, mira, kai, jonas, stranger):
        with pytest.raises(NotAllowed):
            actions.assign(booking, first, by=by, at=at)
    with pytest.raises(NotAllowed):
        actions.accept(booking, by=first.person, at=at)
    for by in (stranger, vreni, jonas, mira, kai):
        client = browser(by)
        assert client.get(f"/firm/visits/{booking.pk}/").status_code == 404
        assert client.post(f"/firm/visits/{booking.pk}/", {"helper": first.pk}).status_code == 404  # fmt: skip
        assert client.post(f"/firm/visits/{booking.pk}/refusal/").status_code == 404
    assert browser(stranger).get(booking.path).status_code == 404
    assert Api(stranger, at).post(f"bookings/{booking.pk}/assignment", {"helper": str(first.pk)}, 404)  # fmt: skip
    assert browser(boss).get(booking.path).status_code == 200


@pytest.mark.flow
def test_the_dispatcher_sees_no_address(firm, vreni, at):
    house, boss, (first, _second) = firm
    booking = actions.assign(firm_visit(house, vreni, at), first, by=boss, at=at)
    assert queries.address_for(boss, booking, at=at) is None
    assert "Kanarienweg" not in page(browser(boss), booking.path)
    assert "Kanarienweg" in page(browser(first.person), booking.path)


@pytest.mark.slow
def test_nobody_of_the_firm_can_come(firm, vreni, at):
    house, boss, _helpers = firm
    booking = firm_visit(house, vreni, at)
    page(browser(boss), f"/firm/visits/{booking.pk}/refusal/", reason="no_time")
    assert fresh(booking).state == "declined"
    assert not Slot.objects.exists()
    settle()
    assert "visit_declined" in told(vreni)


@pytest.mark.slow
def test_what_the_visit_earns_goes_to_the_firm(firm, vreni, jonas, at):
    house, boss, (first, _second) = firm
    booking = actions.assign(firm_visit(house, vreni, at), first, by=boss, at=at)
    for name in ("depart", "start", "complete", "sign_off"):
        booking = take(booking, name, at)
    owed = {row.owner: row.balance for row in Account.objects.filter(kind="payable")}
    assert owed == {house.person: 4165}
    client = browser(boss)
    assert "41.65" in page(client, "/firm/account/")
    page(client, "/firm/account/", holder="Blitz Technik", iban="CH9300762011623852957")
    assert "CH93" in page(client, "/firm/account/")
    assert browser(jonas).get("/firm/account/").status_code == 404
    taxes = {"status": "vat", "name": "Blitz Technik GmbH", "street": "Weg 1", "postal_code": "8004", "city": "Zürich", "country": "CH", "number": "CHE-123.456.788 MWST", "vat_percent": "8.1"}  # fmt: skip
    shown = client.post("/firm/tax-details/", taxes)
    assert shown.status_code == 303, shown.content.decode()
    assert tax_details(house.person)
    issued = documents.issue(booking.subject, by=None, at=at)
    note = next(row for row in issued if row.person == house.person)
    assert client.get(f"/documents/{note.pk}/").status_code == 200
    assert browser(jonas).get(f"/documents/{note.pk}/").status_code == 404
    assert "paid to Blitz Technik" in page(browser(first.person), "/helper/earnings/")


@pytest.mark.flow
def test_a_technician_who_is_wished_by_name_is_named_at_once_and_the_firm_still_decides(firm, vreni, at):  # fmt: skip
    house, boss, (first, second) = firm
    booking = order(case_of(vreni, at), second, at + timedelta(days=1), at)
    assert (booking.firm, booking.is_named) == (house, True)
    assert queries.waiting_for(second) == []
    assert queries_firms.waiting_for_firm(house) == [booking]
    assert "The customer would like Timo." in page(browser(boss), "/firm/")
    after = actions.assign(booking, first, by=boss, at=at)
    assert (after.helper, after.payee) == (first, house.person)


@pytest.mark.slow
def test_the_customer_chooses_the_firm_on_the_page_of_times(firm, vreni, at):
    house, _boss, _helpers = firm
    case = case_of(vreni, at)
    client = browser(vreni)
    page(client, f"{case.path}visit/", package="wifi")
    shown = page(client, f"{case.path}visit/place/", postal_code="8004")
    assert "2 technicians near you. The firm tells you who comes." in shown
    assert "Works for Blitz Technik." in shown
    wish = queries.draft_of(case)
    assert wish is not None
    offer = queries_firms.offers(wish, at=at)[0]
    assert (offer.firm, offer.technicians) == (house, 2)
    slot = f"firm:{house.pk}|{offer.starts[0].isoformat()}"
    page(client, f"{case.path}visit/slots/", slot=slot)
    check = page(client, f"{case.path}visit/contact/", street="Kanarienweg 77", name="Vreni", phone="079 111 22 33")  # fmt: skip
    assert "A technician of Blitz Technik" in check
    page(client, f"{case.path}visit/check/", payment="test_card", price="4900")
    booking = Booking.objects.get()
    assert (booking.firm, booking.is_named) == (house, False)


@pytest.mark.flow
def test_who_was_free_is_taken_meanwhile_and_another_of_the_firm_is_kept(firm, vreni, beat, at):  # fmt: skip
    house, _boss, (first, second) = firm
    starts = at + timedelta(days=1, hours=1)
    order(case_of(beat, at), first, starts, at)
    booking = order(case_of(vreni, at), first, starts, at, firm=house)
    assert booking.helper == second


@pytest.mark.flow
def test_a_technician_leaves_only_without_visits_of_the_firm(firm, vreni, jonas, at):
    house, boss, (first, second) = firm
    booking = actions.assign(firm_visit(house, vreni, at), first, by=boss, at=at)
    later = at + timedelta(hours=1)
    assert "Please assign them to somebody else first" in browser(jonas).post("/helper/firm/removal/").content.decode()  # fmt: skip
    with pytest.raises(Refused) as no:
        firms.leave(house, first, by=jonas, at=later)
    assert no.value.reason == "has_visits"
    actions.assign(booking, second, by=boss, at=later)
    firms.leave(house, first, by=jonas, at=later)
    with pytest.raises(NotFound):
        firm_queries.technician(house, first.pk, at=later)
    alone = order(case_of(vreni, later), first, later + timedelta(days=2), later)
    assert (alone.firm, alone.payee) == (None, jonas)


@pytest.mark.slow
def test_the_api_of_a_dispatcher(firm, vreni, at):
    house, boss, (first, second) = firm
    booking = firm_visit(house, vreni, at)
    api = Api(boss, at)
    assert {each["name"] for each in api.get("firms/mine")["technicians"]} == {"Jonas", "Timo"}  # fmt: skip
    assert [row["id"] for row in api.get("firms/mine/visits")["waiting"]] == [str(booking.pk)]  # fmt: skip
    rows = api.get(f"bookings/{booking.pk}/technicians")["items"]
    assert [row["obstacle"] for row in rows] == ["", ""]
    done = api.post(f"bookings/{booking.pk}/assignment", {"helper": str(second.pk)})
    assert (done["state"], done["helper"]["name"]) == ("confirmed", "Timo")
    api.post(f"bookings/{booking.pk}/assignment", {"helper": str(vreni.pk)}, 404)
    slots = Api(vreni, at).get("slots", package="wifi", postal_code="8004")["items"]
    assert {row["helper"]["firm"]["name"] for row in slots} == {"Blitz Technik"}
    made = Api(vreni, at).post("bookings", {
        "case": str(case_of(vreni, at).pk), "package": "wifi", "firm": str(house.pk),
        "starts_at": (at + timedelta(days=2)).isoformat(),
        "address": {"street": "Kanarienweg 77", "postal_code": "8004"}, "contact": {"phone": "079 111 22 33"},
    })  # fmt: skip
    assert made["helper"]["id"] is None
    assert first


@pytest.mark.flow
def test_dispatchers_come_and_go_by_a_managers_word(firm, mira, reto, beat, at):
    house, boss, _helpers = firm
    with pytest.raises(NotAllowed):
        firms.name_dispatcher(house, email=beat.email or "", by=boss, at=at)
    assert browser(reto).get("/firms/").status_code == 404
    client = browser(mira)
    assert "Blitz Technik" in page(client, "/firms/")
    page(client, f"/firms/{house.pk}/dispatchers/", email=beat.email)
    assert Role.objects.current(at).filter(person=beat, kind="dispatcher").exists()
    assert browser(beat).get("/firm/").status_code == 200
    page(client, f"/firms/{house.pk}/dispatchers/{beat.pk}/removal/", a="b")
    with time_machine.travel(at + timedelta(minutes=1), tick=False):
        assert browser(beat).get("/firm/").status_code == 404


@pytest.mark.flow
def test_nobody_is_a_technician_without_her_own_yes(firm, jonas, vreni, beat, at):
    house, boss, _helpers = firm
    eva = make_person("Eva", at, "helper")
    helper = helper_jonas(eva, at)
    page(browser(boss), "/firm/technicians/", email=eva.email)
    assert not firm_queries.firm_of(helper, at=at)
    row = firm_queries.open_invitations(helper=helper)[0]
    for other in (boss, jonas, vreni):
        with pytest.raises(NotAllowed):
            firms.answer(row, accepts=True, by=other, at=at)
    assert browser(jonas).post(f"/helper/firm/invitations/{row.pk}/acceptance/").status_code == 404  # fmt: skip
    shown = page(browser(eva), "/helper/firm/")
    assert "Blitz Technik asks you to work for them" in shown
    page(browser(eva), f"/helper/firm/invitations/{row.pk}/acceptance/", a="b")
    assert firm_queries.firm_of(helper, at=at) == house
    rival, rival_boss, _none = firm_of(at, name="Konkurrenz AG")
    with pytest.raises(Refused) as no:
        firms.invite(rival, email=eva.email or "", by=rival_boss, at=at)
    assert no.value.reason == "in_a_firm"
    assert "This person is not a helper here yet." in browser(boss).post("/firm/technicians/", {"email": beat.email}).content.decode()  # fmt: skip


@pytest.mark.slow
def test_the_firms_page_costs_the_same_however_long(firm, vreni, at):
    _house, boss, (first, _second) = firm
    client, counts = browser(boss), []
    for number in range(3):
        case = case_of(vreni, at)
        booking = order(case, first, at + timedelta(days=1 + number), at)
        actions.assign(booking, first, by=boss, at=at)
        page(client, "/firm/")
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        page(client, "/firm/")
        counts.append(len(connection.queries_log) - before)
        connection.force_debug_cursor = False
    assert counts[0] == counts[2]
