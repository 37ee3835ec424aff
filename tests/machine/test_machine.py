"""A machine tries orders of events nobody thought of. `MACHINE_STEPS=10000` says how many steps."""

import os
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import Account
from kundenkreis.payouts.tests.wages import IBAN, OTHER_IBAN, account
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import helper_jonas
from kundenkreis.stages.marketplace.transitions import LIVE, NOTHING, TRANSITIONS, State
from tests.machine.town import Town

STEPS = int(os.environ.get("MACHINE_STEPS", "600"))
TABLE = {(t.name, t.start, t.end.value) for t in TRANSITIONS}
# Before the work is signed off or called off, what was agreed is set aside, neither more nor less.
SET_ASIDE = (*LIVE, State.COMPLETED)
NEXT = {
    "held": ("accept", "helper"),
    "confirmed": ("depart", "helper"),
    "on_the_way": ("start", "helper"),
    "in_progress": ("complete", "helper"),
    "completed": ("sign_off", "customer"),
}
PHASES = (Phase.generate,) if os.environ.get("MACHINE_QUICK") else tuple(Phase)
FREE = ["accept", "refuse", "cancel", "depart", "complete", "unsuccessful", "no_show", "sign_off", "withdraw"]  # fmt: skip
PLACES = st.integers(0, 5)
SIDES = st.sampled_from(["customer", "helper", "staff", "stranger"])
AMOUNTS = st.sampled_from([0, 1, 499, 500, 2450, 4900, 9_999_999])


class Visits(RuleBasedStateMachine):
    """Anything may be tried at any time by anybody."""

    people: Town

    def __init__(self) -> None:
        super().__init__()
        self._before = transaction.savepoint()
        self.town = self.people.fresh()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self._before)

    @initialize(counts=st.tuples(st.integers(0, 5), st.integers(0, 5)))
    def two_visits(self, counts: tuple[int, int]) -> None:
        """Where nobody has booked, little can go wrong."""
        for number, count in enumerate(counts):
            self.book(number, number, 4 * number, "customer")
            self.all_goes_well(number, count)

    @rule(hours=st.sampled_from([0.1, 1, 4, 24, 200]))
    def time_passes(self, hours: float) -> None:
        self.town.tick(hours)

    @rule(customer=st.integers(0, 1), helper=st.integers(0, 1), quarters=st.integers(0, 12), payer=st.sampled_from(["customer", "company"]))  # fmt: skip
    def book(self, customer: int, helper: int, quarters: int, payer: str) -> None:
        by = self.town.team[0] if payer == "company" else self.town.customers[customer]
        self.town.book(customer, helper, quarters, payer=payer, by=by)

    @rule(place=PLACES, count=st.integers(1, 5))
    def all_goes_well(self, place: int, count: int) -> None:
        for _each in range(count):
            booking = self.town.one(place)
            if booking is None or booking.state not in NEXT:
                return
            name, side = NEXT[booking.state]
            more = {"code_word": booking.code_word} if name == "start" else {}
            self.town.step(booking, name, side, **more)

    @rule(place=PLACES, side=SIDES, name=st.sampled_from(FREE))
    def step(self, place: int, side: str, name: str) -> None:
        if booking := self.town.one(place):
            self.town.step(booking, name, side)

    @rule(place=PLACES, side=SIDES, right=st.booleans())
    def say_the_word(self, place: int, side: str, right: bool) -> None:
        if booking := self.town.one(place):
            word = booking.code_word if right else "falsch"
            self.town.step(booking, "start", side, code_word=word)

    @rule(place=PLACES, right=st.booleans())
    def type_the_code(self, place: int, right: bool) -> None:
        if booking := self.town.one(place):
            code = terms.sign_off_code(booking) if right else "x"
            self.town.step(booking, "sign_off_by_code", "helper", code=code)

    @rule(place=PLACES, side=SIDES, hours=st.integers(-2, 30))
    def reschedule(self, place: int, side: str, hours: int) -> None:
        if booking := self.town.one(place):
            hour = self.town.at.replace(minute=0) + timedelta(hours=hours)
            self.town.step(booking, "reschedule", side, starts_at=hour)

    @rule(place=PLACES, minutes=st.sampled_from([7, 15, 60]), answer=st.sampled_from(["consent", "refuse_extra"]), side=SIDES)  # fmt: skip
    def extra(self, place: int, minutes: int, answer: str, side: str) -> None:
        if booking := self.town.one(place):
            self.town.more_time(booking, minutes, answer, side)

    @rule(place=PLACES, kind=st.sampled_from(["tip", "refund"]), minor=AMOUNTS)
    def give(self, place: int, kind: str, minor: int) -> None:
        if booking := self.town.one(place):
            self.town.give(booking, kind, minor)

    @rule(place=PLACES, side=SIDES, outcome=st.sampled_from(["none", "part", "full", "helper"]), bears=st.sampled_from(["", "helper", "company"]), minor=AMOUNTS)  # fmt: skip
    def quarrel(self, place: int, side: str, outcome: str, bears: str, minor: int) -> None:
        if booking := self.town.one(place):
            self.town.quarrel(booking, side, outcome, bears, minor)

    @precondition(lambda self: self.town.earned)
    @rule(then=st.sampled_from(["confirm", "take_back", ""]))
    def pay_out(self, then: str) -> None:
        self.town.pay_out(then)

    @invariant()
    def the_laws_hold(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate; set constraints all deferred")
        assert sum(row.money.amount for row in ledger.trial_balance()) == 0
        assert not Account.objects.filter(kind="payable", balance__lt=0).exists()
        found = Booking.objects.filter(pk__in=self.town.made)
        bookings = list(found.prefetch_related("history", "extras__answer"))
        for booking in bookings:
            its_history_follows_the_table(booking)
            what_was_agreed_is_set_aside(booking)
        live = [booking for booking in bookings if booking.state in LIVE]
        for one, other in combinations(live, 2):
            if one.helper_id == other.helper_id:
                assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at


def its_history_follows_the_table(booking: Booking) -> None:
    rows = sorted(booking.history.all(), key=lambda row: row.seq)
    assert {(row.name, row.from_state, row.to_state) for row in rows} <= TABLE
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].from_state == NOTHING
    assert all(a.to_state == b.from_state and a.at <= b.at for a, b in pairwise(rows))
    assert (booking.state, booking.seq) == (rows[-1].to_state, rows[-1].seq)


def what_was_agreed_is_set_aside(booking: Booking) -> None:
    entries = ledger.entries(booking.subject)
    assert sum(each.money.amount for each in entries) == 0
    agreed = booking.price
    agreed += sum(each.price for each in booking.extras.all() if each.state == "consented")
    waits = sum(each.money.amount for each in entries if each.account == "hold")
    assert waits == (agreed if booking.state in SET_ASIDE else 0)


@pytest.mark.slow
def test_no_order_of_events_breaks_a_law(
    vreni: Person,
    beat: Person,
    jonas: Person,
    aylin: Person,
    mira: Person,
    reto: Person,
    at: datetime,
) -> None:
    people.grant(reto, "manager", by=None, at=at)
    helpers = [helper_jonas(person, at) for person in (jonas, aylin)]
    for person, iban in ((jonas, IBAN), (aylin, OTHER_IBAN)):
        account(person, at, iban)
    Visits.people = Town([vreni, beat], helpers, [mira, reto], at)
    counted = Visits.people.counted
    plan: Any = settings(
        max_examples=20, phases=PHASES, stateful_step_count=50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    while counted["steps"] < STEPS:
        run_state_machine_as_test(Visits, settings=plan)
    # It has not only been refused: money was held, moved, quarrelled about and paid out.
    for name in ("book", "accept", "complete", "sign_off", "cancel", "consent", "tip", "refund", "decide", "send"):  # fmt: skip
        assert counted[name] > 0 or STEPS < 2000, name
