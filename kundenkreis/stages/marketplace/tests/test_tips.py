"""Tips: once a visit, whole to the helper, by every way to pay; and what an hour truly brings."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import scope
from kundenkreis.core.geo import DETOUR, distance_m, travel_time
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.disputes import actions as disputes
from kundenkreis.disputes.models import Dispute
from kundenkreis.documents import actions as documents
from kundenkreis.documents.tests.papers import refused_by, with_vat
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.queries import owed_to, payment_state, statement
from kundenkreis.ledger.tests.till import chf
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, hourly, schedule, tip_reactions
from kundenkreis.stages.marketplace.events import TipGiven
from kundenkreis.stages.marketplace.tests.visits import take, visit
from tests.cast import PLACES, make_brand, make_person


@pytest.fixture
def done(closed, alpenfon):
    return closed


def give(booking, at, amount=1000, **more):
    return actions.tip(
        booking, amount=chf(amount), by=more.pop("by", booking.customer), at=at, **more
    )


@pytest.mark.flow
def test_all_of_it_is_the_helpers(done, jonas, vreni, at):
    before = owed_to(jonas)[0]
    later = done.ends_at + timedelta(hours=3)
    assert give(done, later) == ""
    assert owed_to(jonas) == [before + chf(1000)]
    with pytest.raises(Refused, match="tipped_already"):
        give(done, later, 500)
    row = EventRow.objects.filter(name="tip_given").get()
    tip_reactions.tell_of_tip(TipGiven(**row.payload), row=row)
    assert Notice.objects.filter(person=jonas, kind="tip_given").count() == 1


@pytest.mark.flow
def test_only_after_the_sign_off_and_not_for_ever(completed, alpenfon, vreni, at):
    booking = completed
    with pytest.raises(Refused, match="wrong_state"):
        give(booking, booking.ends_at)
    booking = actions.sign_off(booking, by=vreni, at=booking.ends_at)
    with pytest.raises(Refused, match="too_late"):
        give(booking, booking.ends_at + timedelta(days=31))


@pytest.mark.flow
@pytest.mark.parametrize("amount", [0, 99, 20_001, -5])
def test_an_amount_that_is_none_is_refused(done, at, amount):
    with pytest.raises(Invalid, match="bad_amount"):
        give(done, done.ends_at, amount)


@pytest.mark.flow
def test_nobody_else_gives_it_but_staff_on_her_word(done, jonas, beat, reto, at):
    for stranger in (jonas, beat):
        with pytest.raises(NotAllowed):
            give(done, done.ends_at, by=stranger)
    give(done, done.ends_at, by=reto)
    assert FundsHold.objects.get(subject__endswith=":tip").payer == done.customer


@pytest.mark.flow
def test_on_a_providers_page_it_counts_once_it_is_paid(done, alpenfon, jonas):
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    done.refresh_from_db()
    later = done.ends_at + timedelta(hours=1)
    before = owed_to(jonas)
    url = give(done, later)
    assert url
    assert not actions.keep_tip(done, by=None, at=later)
    assert owed_to(jonas) == before
    service.press(service.checkout(url.strip("/").rsplit("/", 1)[-1]), "paid", at=later)
    assert actions.keep_tip(done, by=None, at=later)
    assert actions.keep_tip(done, by=None, at=later), "twice changes nothing"
    assert owed_to(jonas) == [before[0] + chf(1000)]


def test_a_page_that_nobody_paid_ends(done, alpenfon):
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    done.refresh_from_db()
    give(done, done.ends_at)
    assert not actions.keep_tip(done, by=None, at=done.ends_at + timedelta(hours=1))
    assert payment_state(f"{done.subject}:tip").state == "expired"


def test_no_tip_by_bill(done, alpenfon):
    with pytest.raises(Invalid, match="unknown_provider"):
        give(done, done.ends_at, payment="invoice")
    alpenfon.payment_methods = ["invoice"]
    alpenfon.save()
    done.refresh_from_db()
    with pytest.raises(Refused, match="not_offered"):
        give(done, done.ends_at)


@pytest.mark.flow
def test_while_somebody_objects_no_tip_is_given(done, vreni):
    take(done, "dispute", done.starts_at)
    later = done.ends_at + timedelta(hours=2)
    with pytest.raises(Refused, match="disputed"):
        give(done, later)
    disputes.take_back(Dispute.objects.get(), side="customer", by=vreni, at=later)
    assert give(done, later) == ""


@pytest.mark.flow
def test_paid_on_the_page_while_somebody_objects_it_waits(done, alpenfon, vreni, jonas):
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    done.refresh_from_db()
    url = give(done, done.ends_at)
    later = done.ends_at + timedelta(minutes=10)
    actions.dispute(done, reason="not_done", text="Es geht nicht.", by=vreni, at=later)
    service.press(service.checkout(url.strip("/").rsplit("/", 1)[-1]), "paid", at=later)
    schedule.due(at=done.ends_at + timedelta(hours=2))
    assert payment_state(f"{done.subject}:tip").state == "held"
    assert hourly.tips(jonas) == []
    disputes.take_back(Dispute.objects.get(), side="customer", by=vreni, at=later)
    schedule.due(at=done.ends_at + timedelta(hours=3))
    assert hourly.tips(jonas) == [chf(1000)]


@pytest.mark.flow
def test_an_objection_after_it_freezes_it_too_and_gives_it_free(done, vreni, jonas):
    before = owed_to(jonas)
    give(done, done.ends_at)
    take(done, "dispute", done.starts_at)
    assert owed_to(jonas) == []
    assert hourly.tips(jonas) == []
    later = done.ends_at + timedelta(hours=3)
    disputes.take_back(Dispute.objects.get(), side="customer", by=vreni, at=later)
    assert owed_to(jonas) == [before[0] + chf(1000)]
    assert hourly.tips(jonas) == [chf(1000)]


@pytest.mark.flow
def test_the_statement_says_it_to_both(done, vreni, jonas):
    give(done, done.ends_at)
    lines = [line for line in statement(done.subject) if line.part == "tip"]
    with override("en"):
        assert [line.words(vreni) for line in lines] == ["You give a tip.", "A tip for Jonas, all of it."]  # fmt: skip
        assert [line.words(jonas) for line in lines] == ["Vreni gives a tip.", "A tip for you, all of it."]  # fmt: skip


@pytest.mark.flow
def test_the_database_takes_no_commission_and_no_tip_for_another(done, at):
    give(done, done.ends_at)
    change = "update kundenkreis_fundshold set {} where subject like '%%:tip'"
    assert refused_by(change.format("commission_amount = 100")) == "tip_whole"
    assert refused_by(change.format("payee_id = payer_id")) == "tip_whole"


@pytest.mark.flow
def test_the_receipt_shows_it_without_tax_and_no_credit_note_holds_it(done, alpenfon, vreni, at):  # fmt: skip
    with_vat(alpenfon)
    documents.issue(done.subject, by=None, at=at)
    give(done, done.ends_at)
    made = documents.issue(done.subject, by=None, at=at)
    assert [(row.kind, row.amount, row.vat_amount) for row in made] == [("receipt", 1000, 0)]  # fmt: skip


@pytest.mark.slow
def test_the_page_gives_it_and_says_thank_you(done, vreni, jonas, kai):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    with time_machine.travel(done.ends_at + timedelta(hours=2), tick=False):
        client.force_login(vreni)
        assert "Give a tip" in client.get(done.path).text
        answer = client.post(f"{done.path}tip/", {"choice": "other", "amount": "7.50"}, follow=True)  # fmt: skip
        assert "7.50" in answer.text
        assert "Thank you" in answer.text
        assert "Give a tip" not in client.get(done.path).text
        for other in (jonas, kai):
            client.force_login(other)
            assert client.get(f"{done.path}tip/").status_code == 404


@pytest.mark.flow
def test_a_wrong_amount_is_said_at_its_field(done, vreni):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(vreni)
    with time_machine.travel(done.ends_at + timedelta(hours=2), tick=False):
        for wrong in ({"choice": "other"}, {"choice": "other", "amount": "900"}, {}):
            assert client.post(f"{done.path}tip/", wrong).status_code == 200
    assert not FundsHold.objects.filter(subject__endswith=":tip").exists()


@pytest.mark.flow
def test_the_api_gives_it(done, vreni):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(vreni)
    with time_machine.travel(done.ends_at + timedelta(hours=2), tick=False):
        answer = client.post(f"/api/v1/bookings/{done.pk}/tip", {"amount": 500}, content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["tip"]) == (201, {"amount": 500, "currency": "CHF"})  # fmt: skip


@pytest.mark.flow
def test_an_hour_counts_the_way_there_and_back(done, jonas, at):
    later = done.ends_at + timedelta(hours=3)
    give(done, later)
    found = hourly.net_hourly(done.helper, jonas, at=later)
    assert found is not None
    metres = distance_m(done.helper.point, done.request.point)
    way = 2 * travel_time(metres) if metres else timedelta()
    cost = round(2 * metres * DETOUR / 1000 * 70)
    assert (found.visits, found.share, found.way_cost) == (1, chf(4165), chf(cost))
    assert (found.at_visits, found.on_the_way) == (timedelta(minutes=50), way)
    seconds = int((timedelta(minutes=50) + way).total_seconds())
    assert found.rate == chf((4165 - cost) * 3600 // seconds)
    assert hourly.tips(jonas) == [chf(1000)]
    assert hourly.net_hourly(done.helper, jonas, at=later + timedelta(days=91)) is None


@pytest.mark.slow
def test_ten_at_once_are_one_tip(committed_db, at):
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    alpenfon = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(alpenfon.pk):
        booking = visit(make_person("Vreni", at), make_person("Jonas", at), at, "closed")

    def attempt(_number):
        with scope.inside(alpenfon.pk):
            return give(booking, booking.ends_at)

    results = committed_db.together(10, attempt)
    assert results.count("") == 1
    with scope.inside(alpenfon.pk):
        assert FundsHold.objects.filter(subject__endswith=":tip").count() == 1
