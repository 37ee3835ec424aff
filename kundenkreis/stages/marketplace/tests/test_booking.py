"""From the wish to the sign-off, with everybody's point of view."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.cases.actions import give_feedback
from kundenkreis.cases.events import FeedbackGiven
from kundenkreis.cases.models import Attempt, Participant
from kundenkreis.cases.queries import case_for
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand, Verification
from kundenkreis.ledger import queries as ledger
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.marketplace import (
    actions,
    outcome_reactions,
    queries,
    reactions,
    rows_of,
    schedule,
    terms,
)
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Booking, Request, Review
from kundenkreis.stages.marketplace.stage import MarketplaceStage
from kundenkreis.stages.marketplace.tests.visits import (
    ADDRESS,
    STREET,
    case_of,
    helper_jonas,
    order,
    take,
    visit,
    wifi,
)

EAST = timezone(timedelta(hours=14))


def refused(reason, act, *args, **more):
    """The action says no, for this reason."""
    with pytest.raises(Refused) as no:
        act(*args, **more)
    assert no.value.reason == reason


def done_at(booking) -> datetime:
    """When the visit was completed."""
    assert booking.visit.completed_at is not None
    at: datetime = booking.visit.completed_at
    return at


def sums(booking):
    """What each kind of account got for this booking."""
    found: dict[str, int] = {}
    for entry in ledger.entries(booking.subject):
        found[entry.account] = found.get(entry.account, 0) + entry.money.amount
    return {kind: amount for kind, amount in found.items() if amount}


def react(person=None):
    """Let the room hear all that was announced about bookings; the notices' kinds."""
    for row in EventRow.objects.filter(name=BookingMoved.name).order_by("id"):
        for _twice in range(2):
            reactions.tell_both(BookingMoved(**row.payload), row=row)
    return list(
        Notice.objects.filter(person=person)
        .order_by("event_id")
        .values_list("kind", flat=True)
    )


@pytest.mark.slow
def test_from_the_order_to_the_sign_off(held, vreni, jonas, at):
    booking = held
    assert (booking.state, booking.money.amount, booking.attempt.state) == (
        "held",
        4900,
        "open",
    )
    assert booking.attempt.subject == f"booking:{booking.pk}"
    assert sums(booking) == {"funding": -4900, "hold": 4900}
    for name in ("accept", "depart", "start", "complete", "sign_off"):
        booking = take(booking, name, at)
    assert booking.state == "closed"
    assert sums(booking) == {"funding": -4900, "payable": 4165, "commission": 735}
    booking.case.refresh_from_db()
    assert booking.case.state == "solved"
    assert booking.case.attempts.get(state="solved").pk == booking.attempt_id
    assert HelperBrand.objects.get().jobs == 1
    assert react(vreni) == [
        "booking_made",
        "visit_accepted",
        "helper_on_the_way",
        "visit_completed",
    ]
    assert react(jonas) == ["visit_asked", "visit_signed_off"]
    asked = Notice.objects.get(kind="visit_asked")
    assert STREET not in str(asked.values)


@pytest.mark.slow
def test_what_cannot_be_booked_is_refused_in_words(vreni, jonas, beat, at):
    helper = helper_jonas(jonas, at, radius_km=5)
    case, later = case_of(vreni, at), at + timedelta(days=1)
    refused("outside_area", order, case, helper, later, at, postal_code="3011")
    refused("unknown_postal_code", order, case, helper, later, at, postal_code="0000")
    refused("too_soon", order, case, helper, at, at)
    refused("not_available", order, case, helper, datetime(9999, 12, 31, 23, 59, tzinfo=UTC), at)  # fmt: skip
    refused("too_soon", order, case, helper, datetime(1, 1, 1, tzinfo=EAST), at)
    refused("not_available", order, case, helper, later.replace(hour=23), at)
    refused("payment_declined", order, case, helper, later, at, means="4000 0000 0000 0002")
    refused("price_changed", order, case, helper, later, at, shown_price=3900)
    refused("empty", order, case, helper, later, at, address={**ADDRESS, "street": " "})
    refused("not_yours", order, case, helper, later, at, by=beat)
    refused("own_visit", order, case_of(jonas, at), helper, later, at)
    assert not Booking.objects.exists()
    order(case, helper, later, at)
    refused(
        "slot_taken", order, case_of(beat, at), helper, later + timedelta(minutes=80), at
    )
    refused("wrong_state", order, case, helper, later + timedelta(days=1), at)


@pytest.mark.flow
def test_without_a_helper_the_best_one_is_asked(vreni, jonas, at):
    helper = helper_jonas(jonas, at)
    assert order(case_of(vreni, at), None, at + timedelta(days=1), at).helper == helper
    refused("slot_taken", order, case_of(vreni, at), None, at + timedelta(days=1), at)


@pytest.mark.slow
def test_the_address_is_the_helpers_only_while_she_needs_it(held, vreni, jonas, beat, at):
    booking = held

    def seen(person, moment=at):
        return queries.address_for(person, booking, at=moment) is not None

    assert (seen(vreni), seen(jonas), seen(beat)) == (True, False, False)
    for name in ("accept", "depart", "start", "complete"):
        booking = take(booking, name, at)
        assert seen(jonas, booking.starts_at)
    done = done_at(booking)
    assert seen(jonas, done + timedelta(hours=23))
    assert not seen(jonas, done + timedelta(hours=24))


@pytest.mark.slow
def test_the_helper_sees_the_case_from_acceptance_until_a_day_after(held, jonas, at):
    booking = held
    with pytest.raises(NotFound):
        case_for(jonas, booking.case_id, at=at)
    booking = take(booking, "accept", at)
    assert case_for(jonas, booking.case_id, at=at)
    for name in ("depart", "start", "complete"):
        booking = take(booking, name, at)
    late = done_at(booking) + timedelta(hours=25)
    schedule.due(at=late)
    schedule.due(at=late)
    with pytest.raises(NotFound):
        case_for(jonas, booking.case_id, at=late)
    assert Participant.objects.get().until == late


@pytest.mark.slow
def test_five_wrong_words_lock_the_door_and_staff_opens_it(on_the_way, jonas, reto, at):
    booking = on_the_way
    for _n in range(5):
        refused(
            "wrong_code_word", actions.start, booking, code_word="Falsch", by=jonas, at=at
        )
    refused(
        "code_word_locked",
        actions.start,
        booking,
        code_word=booking.code_word,
        by=jonas,
        at=at,
    )
    assert actions.start(booking, by=reto, at=booking.starts_at).state == "in_progress"


@pytest.mark.parametrize("said", ["bruecke", "BRÜCKE ", "Brücke"])
def test_the_word_is_heard_not_spelled(on_the_way, jonas, at, said):
    booking = on_the_way
    Booking.objects.filter(pk=booking.pk).update(code_word="Brücke")
    assert (
        actions.start(booking, code_word=said, by=jonas, at=booking.starts_at).state
        == "in_progress"
    )


@pytest.mark.slow
def test_cancelling_costs_what_was_shown(confirmed, vreni, jonas, at):
    early = confirmed
    assert queries.cost_of_cancelling(vreni, early, at=at).amount == 0
    actions.cancel(early, by=vreni, at=at)
    assert sums(early) == {}
    late = visit(vreni, jonas, at, "confirmed")
    hour_before = late.starts_at - timedelta(hours=1)
    assert queries.cost_of_cancelling(vreni, late, at=hour_before).amount == 2450
    actions.cancel(late, reason="Krank", by=vreni, at=hour_before)
    assert sums(late) == {"funding": -2450, "payable": 2082, "commission": 368}
    assert late.history.filter(name="cancel").get().reason == "Krank"
    assert set(Attempt.objects.values_list("state", flat=True)) == {"withdrawn"}


@pytest.mark.flow
def test_a_helper_who_cancels_late_costs_nothing_and_her_standing(vreni, jonas, at):
    before = HelperBrand.objects.filter(helper__person=jonas)
    booking = visit(vreni, jonas, at, "confirmed")
    good = before.get().quality
    actions.cancel(booking, by=jonas, at=booking.starts_at - timedelta(hours=2))
    assert sums(booking) == {}
    assert before.get().quality < good


@pytest.mark.slow
def test_a_missing_helper_and_a_missing_customer(confirmed, vreni, jonas, at):
    booking = confirmed
    refused("too_early", actions.no_show, booking, by=vreni, at=booking.starts_at)
    actions.no_show(booking, by=vreni, at=booking.starts_at + timedelta(minutes=10))
    assert sums(booking) == {}
    assert HelperBrand.objects.get().no_shows == 1
    waiting = visit(vreni, jonas, at, "no_show")
    assert sums(waiting) == {"funding": -2450, "payable": 2082, "commission": 368}
    assert HelperBrand.objects.get().no_shows == 1


@pytest.mark.slow
def test_who_is_refused_chooses_again_and_types_nothing_twice(held, vreni, jonas, at):
    booking = held
    actions.refuse(booking, reason="Ferien", by=jonas, at=at)
    assert (wish := queries.draft_of(booking.case)) == booking.request
    assert wish
    assert (wish.state, wish.helper, wish.package) == ("open", None, wifi())
    assert (address := queries.address_of(wish))
    assert address.street == STREET
    assert sums(booking) == {}
    assert react(vreni)[-1] == "visit_declined"


@pytest.mark.slow
def test_silence_ends_by_the_clock(held, jonas, at):
    booking = held
    assert booking.accept_by == at + timedelta(
        days=1
    )  # 21 h is night, so nine in the morning
    schedule.due(at=booking.accept_by - timedelta(seconds=1))
    assert Booking.objects.get().state == "held"
    schedule.due(at=booking.accept_by)
    schedule.due(at=booking.accept_by)
    assert Booking.objects.get().state == "expired"
    refused("wrong_state", actions.accept, booking, by=jonas, at=at)
    assert sums(booking) == {}
    assert react(jonas)[-1] == "request_missed"


@pytest.mark.parametrize(
    ("asked", "visit_in", "deadline"),
    [(9, 72, 33), (8, 72, 20), (22, 72, 34), (12, 14, 25.5), (3, 72, 15)],
)
def test_nobody_must_answer_at_night(at, asked, visit_in, deadline):
    midnight = at.replace(hour=0)
    hours = timedelta(hours=1)
    moment = midnight + asked * hours
    until = terms.answer_by(
        moment + visit_in * hours, zone=ZoneInfo("Europe/Zurich"), at=moment
    )
    assert until == midnight + deadline * hours


def test_a_helper_is_too_late_even_before_the_clock_comes(held, jonas, at):
    booking = held
    refused("too_late", actions.accept, booking, by=jonas, at=booking.accept_by)


@pytest.mark.slow
def test_a_new_time_asks_the_helper_again(confirmed, vreni, at):
    booking = confirmed
    half_an_hour = booking.starts_at + timedelta(
        minutes=30
    )  # overlaps with itself, and may
    booking = actions.reschedule(booking, starts_at=half_an_hour, by=vreni, at=at)
    booking = Booking.objects.get()
    assert booking.slot
    assert (booking.state, booking.starts_at, booking.slot.visit.lower) == (
        "held",
        half_an_hour,
        half_an_hour,
    )
    assert take(booking, "accept", at).state == "confirmed"
    refused(
        "not_available",
        actions.reschedule,
        booking,
        starts_at=half_an_hour.replace(hour=23),
        by=vreni,
        at=at,
    )


@pytest.mark.flow
def test_withdrawing_the_contract_is_for_where_the_law_says_so(
    confirmed, alpenfon, vreni, at
):
    booking = confirmed
    refused("no_withdrawal", actions.withdraw, booking, by=vreni, at=at)
    alpenfon.country = "DE"
    alpenfon.save()
    actions.withdraw(booking, by=vreni, at=booking.starts_at - timedelta(hours=1))
    assert sums(booking) == {}


def test_signed_off_but_not_solved(completed, vreni, at):
    booking = completed
    actions.sign_off(booking, solved=False, by=vreni, at=done_at(booking))
    booking.case.refresh_from_db()
    assert booking.case.is_open
    assert Attempt.objects.get().state == "failed"


@pytest.mark.slow
def test_silence_after_the_visit_pays_the_helper_after_a_reminder(completed, at):
    booking = completed
    done = done_at(booking)
    schedule.due(at=done + timedelta(days=1))
    schedule.due(at=done + timedelta(days=1, minutes=1))
    assert EventRow.objects.filter(name="sign_off_awaited").count() == 1
    schedule.due(at=done + timedelta(days=7))
    assert Booking.objects.get().state == "closed"
    assert sums(booking)["payable"] == 4165
    assert Attempt.objects.get().state == "withdrawn"


@pytest.mark.flow
def test_the_company_pays_without_commission(vreni, jonas, reto, at):
    booking = visit(vreni, jonas, at, "closed", payer="company", by=reto)
    assert sums(booking) == {"company": -4900, "payable": 4900}


@pytest.mark.slow
def test_reviews_are_double_blind(completed, vreni, jonas, beat, at):
    booking = completed
    done = done_at(booking)
    refused("not_yours", actions.review, booking, stars=1, by=beat, at=done)
    first = actions.review(booking, stars=5, text="Sehr freundlich", by=vreni, at=done)
    assert first.revealed_at is None
    assert rows_of.reviews_for({"helper"}, booking) == []
    assert HelperBrand.objects.get().reviews == 0
    refused("reviewed_already", actions.review, booking, stars=1, by=vreni, at=done)
    actions.review(booking, stars=4, by=jonas, at=done)
    assert Review.objects.filter(revealed_at=done).count() == 2
    member = HelperBrand.objects.get()
    assert (member.reviews, member.stars, member.mean_stars) == (1, 5, None)


@pytest.mark.slow
def test_one_review_is_revealed_after_14_days_and_then_none_can_follow(
    completed, vreni, jonas, at
):
    booking = completed
    done = done_at(booking)
    actions.review(booking, stars=2, by=vreni, at=done)
    schedule.due(at=done + timedelta(days=14))
    assert Review.objects.get().revealed_at == done + timedelta(days=14)
    refused(
        "review_closed",
        actions.review,
        booking,
        stars=1,
        by=jonas,
        at=done + timedelta(days=14),
    )


def test_no_review_before_the_visit(held, vreni, at):
    refused("not_completed", actions.review, held, stars=5, by=vreni, at=at)


@pytest.mark.slow
def test_the_private_answer_moves_the_standing_once(closed, vreni, at):
    booking = closed
    give_feedback(booking.case, helped=False, by=vreni, at=at)
    give_feedback(booking.case, helped=True, by=vreni, at=at)
    for row in EventRow.objects.filter(name="feedback_given"):
        outcome_reactions.weigh_private_answer(FeedbackGiven(**row.payload), row=row)
    member = HelperBrand.objects.get()
    assert (member.good, member.bad) == (1, 0)


@pytest.mark.slow
def test_a_revoked_check_calls_off_the_visits_that_rest_on_it(confirmed, vreni, mira, at):
    booking = confirmed
    check = Verification.objects.get()
    refused("has_visits", helpers.revoke, check, by=mira, at=at)
    [called_off] = actions.revoke_verification(check, by=mira, at=at)
    assert called_off.state == "cancelled"
    assert sums(booking) == {}
    refused(
        "not_verified", order, case_of(vreni, at), booking.helper, booking.starts_at, at
    )


@pytest.mark.flow
def test_a_wish_nobody_goes_on_with_expires(vreni, at):
    case = case_of(vreni, at)
    attempt = MarketplaceStage().begin(case, by=vreni, at=at)
    assert attempt.subject == f"request:{Request.objects.get().pk}"
    schedule.due(at=at + timedelta(days=14))
    assert Request.objects.get().state == "expired"
    attempt.refresh_from_db()
    assert attempt.state == "withdrawn"


@pytest.mark.slow
def test_the_stage_proposes_honestly_by_day_and_night(vreni, jonas, at):
    case = case_of(vreni, at)
    [offer] = MarketplaceStage().propose(case, at=at)
    assert (offer.price_from, offer.ready_in_minutes) == (True, None)
    case.postal_code = "8004"
    case.save()
    assert MarketplaceStage().propose(case, at=at) == []
    helper_jonas(jonas, at)
    [offer] = MarketplaceStage().propose(case, at=at)
    assert offer.title.startswith("Jonas")
    assert offer.ready_in_minutes == 60
    night = at.replace(hour=3) + timedelta(days=5)
    assert MarketplaceStage().propose(case, at=night)[0].ready_in_minutes == 180
    order(case, None, at + timedelta(days=1), at)
    assert MarketplaceStage().propose(case, at=at) == []
