"""The table of transitions is one truth; every state × every transition is tried from it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from kundenkreis.cases.models import Participant
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers.models import Slot
from kundenkreis.ledger.models import FundsHold, Payment
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.queries import payment_state
from kundenkreis.payouts.queries import money_states as payout_states
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.models import Booking, TripPosition
from kundenkreis.stages.marketplace.notices import NOTICES
from kundenkreis.stages.marketplace.tests.firms import firm_visit, two_technicians
from kundenkreis.stages.marketplace.tests.searches import (
    asked,
    helpers_around,
    searched,
)
from kundenkreis.stages.marketplace.tests.visits import take, visit
from kundenkreis.stages.marketplace.transition_table import document
from kundenkreis.stages.marketplace.transitions import (
    CLOCK,
    EFFECTS,
    EFFECTS_OF,
    GUARDS,
    NOTHING,
    TRANSITIONS,
    State,
    actors_of,
    transition,
)

ROOT = Path(__file__).parents[4]
# What begins a booking is tried where bookings begin.
# … and what only a firm's dispatcher does, in `test_firms.py`.
NAMES = sorted({t.name for t in TRANSITIONS if t.start != NOTHING} - {"assign"})


def test_the_database_has_the_same_table(db):
    with connection.cursor() as cursor:
        cursor.execute("select name, from_state, to_state from kundenkreis_transition")
        rows = set(cursor.fetchall())
    assert rows == {(t.name, t.start, t.end.value) for t in TRANSITIONS}


def test_every_state_is_reached_and_every_end_is_an_end():
    reached = {t.end for t in TRANSITIONS}
    left = {t.start for t in TRANSITIONS if t.start != t.end}
    assert reached == set(State)
    assert set(State) - left == {
        State.CLOSED,
        State.DECLINED,
        State.EXPIRED,
        State.CANCELLED,
        State.NO_SHOW,
        State.UNSUCCESSFUL,
    }


@pytest.mark.slow
@pytest.mark.parametrize("state", list(State))
def test_from_each_state_only_its_transitions_work(state, alpenfon, vreni, jonas, at):
    alpenfon.country = "DE"  # where a contract can be withdrawn
    alpenfon.save()
    booking = visit(vreni, jonas, at, state)
    for name in NAMES:
        step = transition(name, state)
        if step and step.guard in {
            "money_held",
            "unpaid",
        }:  # paid already: it comes in vain, quietly
            assert take(booking, name, at).state == state
        elif step and _ours(step, name):
            with (
                transaction.atomic()
            ):  # undone, so that the next name starts from here again
                after = take(booking, name, at)
                assert (after.state, after.seq) == (step.end, booking.seq + 1)
                transaction.set_rollback(True)
        elif step is None and CLOCK in actors_of(name):
            assert take(booking, name, at).state == state  # it comes in vain, quietly
        else:
            with pytest.raises(Refused) as refused:
                take(booking, name, at)
            assert (refused.value.reason, refused.value.status) == ("wrong_state", 409)
        fresh = Booking.objects.get(pk=booking.pk)
        assert (fresh.state, fresh.seq) == (state, booking.seq)
        assert [step.to_state for step in fresh.history.all()][-1] == state


def _ours(step, name):
    """Whether the person whom `take` sends may take this step in this state."""
    sent = {"no_show": "helper"}.get(name)
    return sent is None or sent in step.actors


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_the_wrong_side_are_refused(name, vreni, jonas, beat, at):
    start = next(t.start for t in TRANSITIONS if t.name == name)
    booking = visit(vreni, jonas, at, start)
    wrong = [beat]
    wrong += [vreni] if "customer" not in actors_of(name) else []
    wrong += [jonas] if "helper" not in actors_of(name) else []
    for person in wrong:
        if CLOCK in actors_of(name):
            continue  # no door leads there
        more = {"starts_at": at + timedelta(days=2)} if name == "reschedule" else {}
        with pytest.raises(NotAllowed):
            getattr(actions, name)(booking, by=person, at=at, **more)
        assert not {t.name for t in queries.allowed_now(beat, booking, at=at)}


def test_the_document_says_what_the_table_says():
    assert (ROOT / "docs/transitions.md").read_text() == document(), (
        "run `make transitions`"
    )


def test_every_guard_effect_and_notice_has_its_words_and_none_is_left_over():
    assert {t.guard for t in TRANSITIONS} - {""} == set(GUARDS)
    assert {effect for t in TRANSITIONS for effect in t.effects} == set(EFFECTS)
    assert {kind for t in TRANSITIONS for kind in t.notices} - set(NOTICES) == set()
    assert {t.name for t in TRANSITIONS} == set(EFFECTS_OF)


def inside(booking):
    """Whether the helper takes part in the case."""
    return Participant.objects.filter(case=booking.case, role="helper", until=None).exists()


def held(booking):
    """What waits, was kept and went back, of the price alone."""
    hold = FundsHold.objects.get(subject=booking.subject)
    return hold.open.amount, hold.captured_amount, hold.refunded_amount


def settled(booking):
    """All of the price is settled, by the booking's own terms and never more."""
    waits, kept, back = held(booking)
    return waits == 0 and kept in {0, booking.price // 2} and kept + back == booking.price


# Each effect as what can be seen after the transition.
SEEN = {
    "slot_reserved": lambda b: b.slot is not None and b.slot.visit == b.during,
    "slot_freed": lambda b: b.slot is None and not Slot.objects.filter(helper=b.helper, visit__overlap=b.during).exists(),
    "price_held": lambda b: held(b) == (b.price, 0, 0),
    "price_waits": lambda b: b.hold_at is not None and not FundsHold.objects.filter(subject=b.subject),
    "payment_begun": lambda b: payment_state(b.subject).state == "awaited" and b.awaits_payment,
    "payment_closed": lambda b: payment_state(b.subject).state == "expired",
    "money_back": lambda b: held(b) == (0, 0, b.price),
    "cost_settled": settled,
    "helper_paid": lambda b: held(b) == (0, b.price, 0),
    "money_frozen": lambda b: payout_states([b.subject]) == {b.subject: "disputed"},
    "helper_let_in": inside,
    "helper_let_out": lambda b: not inside(b),
    "asked_again": lambda b: b.offer.answer == "" and b.offer.starts_at == b.starts_at,
    "wish_open": lambda b: b.request.state == "open",
    "window_said": lambda b: b.visit.comes_from < b.visit.comes_until,
    "place_deleted": lambda b: not TripPosition.objects.exists(),
    "extras_lapse": lambda b: [e.state for e in b.extras.all()] == ["lapsed"],
}  # fmt: skip


def _before(step, vreni, jonas, at):
    """A booking to which the step can happen; what begins one has happened, and what a firm says too."""
    if step.name == "assign":
        house, boss, (first, second) = two_technicians(at, jonas)
        booking = firm_visit(house, vreni, at)
        if step.start == "confirmed":
            booking = actions.assign(booking, first, by=boss, at=at)
        return actions.assign(booking, second, by=boss, at=at)
    if step.name == "claim":
        helpers_around(1, at)
        (offer,) = asked(searched(vreni, at))
        return actions.claim(offer, by=offer.helper.person, at=at)
    if step.name in ("renew", "let_go"):
        before, later = visit(vreni, jonas, at, "confirmed"), at + timedelta(days=3)
        made = actions.renew(before, starts_at=later, most=4900, by=vreni, at=at)
        return made if step.name == "renew" else _unpaid(made, at)
    start = "held" if step.start == NOTHING else step.start
    on_a_page = step.name in {"order", "pay", "lapse"}
    payment = {"payment": "test_page"} if on_a_page else {}
    return visit(vreni, jonas, at, start, **payment)


def _unpaid(booking, at):
    """She was asked to pay and stands on the provider's page."""
    Booking.objects.filter(pk=booking.pk).update(hold_way="")
    actions.hold_when_near(booking, by=None, at=at)
    return actions.pay_anew(booking, payment="test_page", by=booking.customer, at=at)


@pytest.mark.slow
@pytest.mark.parametrize(
    "step", TRANSITIONS, ids=[f"{t.name}-from-{t.start}" for t in TRANSITIONS]
)
def test_each_effect_is_seen_after_its_transition(step, alpenfon, vreni, jonas, at):
    alpenfon.country = "DE"  # where a contract can be withdrawn
    alpenfon.payment_methods = ["test_card", "test_page"]
    alpenfon.save()
    booking = _before(step, vreni, jonas, at)
    if step.name == "pay":
        charge = Payment.objects.get(subject=booking.subject)
        service.press(service.checkout(charge.ref), "paid", at=at)
    if step.start == "on_the_way":
        actions.share_position(booking, lat=47.4, lng=8.5, by=jonas, at=at)
        assert TripPosition.objects.exists()
    if step.start == "in_progress":
        actions.propose_extra(booking, minutes=30, by=jonas, at=at)
    if step.name == "no_show" and "helper" not in step.actors:
        late = booking.starts_at + timedelta(minutes=15)
        actions.no_show(booking, by=vreni, at=late)
    elif step.start != NOTHING and step.name != "assign":
        take(booking, step.name, (booking.pay_by or at) if step.name == "lapse" else at)
    after = Booking.objects.with_names().select_related("slot", "offer").get(pk=booking.pk)
    assert after.state == step.end
    assert [name for name in step.effects if not SEEN[name](after)] == []
