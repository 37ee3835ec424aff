"""Extras during a visit: proposed, answered on her own device or by telephone, charged only after a yes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from kundenkreis.brands.models import AddOn
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.ledger.models import FundsHold
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import actions, queries, reactions, rows_of
from kundenkreis.stages.marketplace.events import ExtraAnswered, ExtraProposed
from kundenkreis.stages.marketplace.models import Booking, Extra
from kundenkreis.stages.marketplace.tests.test_api import Api
from kundenkreis.stages.marketplace.tests.test_booking import sums
from kundenkreis.stages.marketplace.tests.test_laws import attack
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import case_of, order, take, visit


@pytest.fixture
def cable(alpenfon):
    return AddOn.objects.create(
        slug="cable", words={"de": "Kabel", "en": "Cable"}, price=1200
    )


@pytest.fixture
def booking(in_progress):
    return in_progress


def refused(reason, act, *args, **more):
    with pytest.raises(Refused) as no:
        act(*args, **more)
    assert no.value.reason == reason
    return no.value.sentence


def total(booking):
    return queries.total_of(booking).amount


@pytest.mark.flow
def test_an_agreed_extra_is_held_under_its_own_name_and_paid_with_the_visit(
    booking, cable, vreni, jonas, at
):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    assert (total(booking), FundsHold.objects.count()) == (4900, 1)
    actions.consent(extra, by=vreni, at=at)
    held = FundsHold.objects.get(subject=f"{booking.subject}:extra:1")
    assert (held.amount, total(booking)) == (1200, 6100)
    for name in ("complete", "sign_off"):
        booking = take(booking, name, at)
    # 15 % of each part: 735 and 180.
    assert sums(booking) == {"funding": -6100, "payable": 5185, "commission": 915}


@pytest.mark.flow
def test_a_refused_or_unanswered_extra_leaves_the_original_price(
    booking, cable, vreni, jonas, at
):
    first = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    actions.refuse_extra(first, by=vreni, at=at)
    second = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    booking = take(booking, "complete", at)
    assert [e.state for e in rows_of.extras_of(booking)] == ["refused", "lapsed"]
    refused("answered", actions.consent, second, by=vreni, at=at)
    booking = take(booking, "sign_off", at)
    assert sums(booking) == {"funding": -4900, "payable": 4165, "commission": 735}


@pytest.mark.flow
def test_an_unsuccessful_visit_gives_back_extras_too(booking, cable, vreni, jonas, at):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    actions.consent(extra, by=vreni, at=at)
    booking = take(booking, "unsuccessful", at)
    assert sums(booking) == {}


@pytest.mark.flow
def test_only_who_pays_agrees_and_an_agent_writes_it_down_as_by_telephone(
    booking, cable, jonas, beat, reto, kai, at
):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    for wrong in (jonas, beat, kai):
        with pytest.raises(NotAllowed):
            actions.consent(extra, by=wrong, at=at)
        with pytest.raises(NotAllowed):
            actions.refuse_extra(extra, by=wrong, at=at)
    with pytest.raises(NotAllowed):
        actions.propose_extra(booking, add_on=cable, by=reto, at=at)
    answer = actions.consent(extra, by=reto, at=at).answer
    assert (answer.by, answer.by_telephone) == (reto, True)


@pytest.mark.slow
def test_when_the_company_pays_its_team_decides(vreni, jonas, reto, cable, at):
    booking = visit(vreni, jonas, at, "in_progress", payer="company", by=reto)
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.consent(extra, by=vreni, at=at)
    actions.consent(extra, by=reto, at=at)
    for name in ("complete", "sign_off"):
        booking = take(booking, name, at)
    assert sums(booking) == {"company": -6100, "payable": 6100}


@pytest.mark.flow
def test_saying_yes_twice_pays_once_and_yes_after_no_is_refused(
    booking, cable, vreni, jonas, at
):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    for _twice in range(2):
        actions.consent(extra, by=vreni, at=at)
    assert total(booking) == 6100
    refused("answered", actions.refuse_extra, extra, by=vreni, at=at)
    other = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    actions.refuse_extra(other, by=vreni, at=at)
    refused("answered", actions.consent, other, by=vreni, at=at)
    assert total(booking) == 6100


@pytest.mark.flow
def test_one_question_at_a_time_and_only_during_the_visit(on_the_way, jonas, cable, at):
    booking = on_the_way
    refused("wrong_state", actions.propose_extra, booking, add_on=cable, by=jonas, at=at)
    booking = take(booking, "start", at)
    refused("bad_minutes", actions.propose_extra, booking, minutes=20, by=jonas, at=at)
    actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    refused("still_asked", actions.propose_extra, booking, minutes=30, by=jonas, at=at)


def test_a_card_that_is_refused_leaves_the_question_open(booking, cable, vreni, jonas, at):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    refused("payment_declined", actions.consent, extra, means="4000000000000002", by=vreni, at=at)  # fmt: skip
    assert queries.extra_of(extra.pk).state == "proposed"
    assert total(booking) == 4900


def test_more_time_costs_the_packages_rate_and_the_calendar_grows(
    booking, vreni, jonas, at
):
    ends = booking.ends_at
    extra = actions.propose_extra(booking, minutes=30, by=jonas, at=at)
    assert (extra.price, extra.words["en"]) == (2450, "30 minutes more")
    actions.consent(extra, by=vreni, at=at)
    booking = Booking.objects.select_related("slot").get(pk=booking.pk)
    assert booking.ends_at == ends + timedelta(minutes=30)
    assert booking.slot is not None
    assert booking.slot.during.upper == booking.ends_at + timedelta(minutes=30)


@pytest.mark.flow
def test_more_time_is_refused_in_words_where_the_calendar_has_none(
    booking, vreni, jonas, beat, at
):
    helper, ends = booking.helper, booking.ends_at
    extra = actions.propose_extra(booking, minutes=30, by=jonas, at=at)
    following = order(case_of(beat, at), helper, ends + timedelta(minutes=30), at)
    with translation.override("en"):
        said = refused("no_room", actions.consent, extra, by=vreni, at=at)
    assert "the next visit begins at" in said
    assert queries.extra_of(extra.pk).state == "proposed"
    assert total(booking) == 4900
    actions.refuse_extra(extra, by=vreni, at=at)
    refused("no_room", actions.propose_extra, booking, minutes=15, by=jonas, at=at)
    take(following, "cancel", at)
    actions.propose_extra(booking, minutes=60, by=jonas, at=at)


CHARGE = """insert into kundenkreis_fundshold (brand_id, subject, account_id, amount, currency, payer_kind, payer_id, provider,
    provider_ref, held_at, captured_amount, commission_amount, refunded_amount)
    select brand_id, subject || ':extra:1', (select id from kundenkreis_account where kind = 'commission'), %s, currency,
    payer_kind, payer_id, provider, '', held_at, 0, 0, 0 from kundenkreis_fundshold where subject not like %s"""


def test_the_database_charges_nothing_without_a_consent_to_this_price(
    booking, cable, vreni, jonas, at
):
    with connection.cursor() as cursor:
        cursor.execute("insert into kundenkreis_account (brand_id, kind, currency, subject, may_overdraw, balance) select brand_id, 'commission', 'CHF', '', true, 0 from kundenkreis_fundshold")  # fmt: skip
    attack("extra_consented", CHARGE, 1200, "%extra%")
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    attack("extra_consented", CHARGE, 1200, "%extra%")
    actions.consent(extra, by=vreni, at=at)
    attack("extra_consented", CHARGE, 9900, "%extra%")
    attack("extra_consented", "update kundenkreis_fundshold set amount = 9900 where subject like %s", "%extra%")  # fmt: skip


def test_the_database_keeps_what_was_proposed_and_answered(
    booking, cable, vreni, jonas, at
):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    attack("append_only", "update kundenkreis_extra set price = 9900")
    attack("append_only", "delete from kundenkreis_extra")
    answer = """insert into kundenkreis_extraanswer (extra_id, brand_id, answer, by_id, by_telephone, at)
        select id, brand_id, 'consented', %s, false, now() from kundenkreis_extra"""
    attack("extra_answered_by_payer", answer, jonas.pk)
    attack("extra_answer_author", answer, None)
    actions.refuse_extra(extra, by=vreni, at=at)
    attack("append_only", "update kundenkreis_extraanswer set answer = 'consented'")
    with pytest.raises(IntegrityError), transaction.atomic():
        Extra.objects.create(booking=booking, number=2, words={}, price=100, currency="CHF", proposed_at=at, proposed_by=jonas)  # fmt: skip


@pytest.mark.flow
def test_both_are_told_once(booking, cable, vreni, jonas, at):
    extra = actions.propose_extra(booking, add_on=cable, by=jonas, at=at)
    actions.consent(extra, by=vreni, at=at)
    for row in EventRow.objects.filter(name__startswith="extra_"):
        for _twice in range(2):
            if row.name == "extra_proposed":
                reactions.ask_about_extra(ExtraProposed(**row.payload), row=row)
            else:
                reactions.tell_of_answer(ExtraAnswered(**row.payload), row=row)
    told = {(n.kind, n.person_id, n.path) for n in Notice.objects.filter(kind__startswith="extra_")}  # fmt: skip
    assert told == {
        ("extra_asked", vreni.pk, extra.path),
        ("extra_agreed", jonas.pk, booking.path),
    }


@pytest.mark.slow
def test_the_pages_ask_in_large_print_and_show_the_new_total(
    booking, cable, vreni, jonas, beat, at
):
    with time_machine.travel(at, tick=False):
        helper, customer = browser(jonas), browser(vreni)
        assert "Cable – CHF" in page(helper, f"{booking.path}extras/")
        assert "Please choose one" in page(helper, f"{booking.path}extras/", extra="gold")
        his = page(helper, f"{booking.path}extras/", extra="cable")
        assert "The customer is asked about: Cable" in his
        extra = Extra.objects.get()
        assert extra.path in page(customer, booking.path)
        assert extra.path not in his
        question = page(customer, extra.path)
        for words in ("Cable", "CHF\xa012", "CHF\xa049", "CHF\xa061", "Yes –", "No –"):
            assert words in question, words
        assert "Yes –" not in page(helper, extra.path)
        assert browser(beat).get(extra.path).status_code == 404
        after = page(customer, f"{extra.path}consent/", once="a")
        assert "CHF\xa061.00" in after
        # The page that was answered says so and asks nothing.
        assert "Answer: agreed" in page(customer, extra.path)


@pytest.mark.slow
def test_over_the_api(booking, cable, vreni, jonas, beat, at):
    with time_machine.travel(at, tick=False):
        his, hers = Api(jonas, at), Api(vreni, at)
        assert his.get("add-ons")["items"][0]["id"] == "cable"
        made = his.post(f"bookings/{booking.pk}/extras", {"add_on": "cable"})
        assert made["price"] == {"amount": 1200, "currency": "CHF"}
        his.post(f"bookings/{booking.pk}/extras", {"add_on": "gold"}, 404)
        his.post(f"extras/{made['id']}/consent", status=403)
        Api(beat, at).post(f"extras/{made['id']}/consent", status=404)
        assert hers.post(f"extras/{made['id']}/consent")["state"] == "consented"
        seen = hers.get(f"bookings/{booking.pk}")
        assert seen["total"]["amount"] == 6100
        assert [e["state"] for e in seen["extras"]] == ["consented"]
        assert sum(e["amount"] for e in seen["money"]) == 0
        again = his.post(f"bookings/{booking.pk}/extras", {"minutes": 30})
        assert hers.post(f"extras/{again['id']}/refusal")["state"] == "refused"
