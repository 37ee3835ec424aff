"""Two customers, two helpers, two of the team and one clock that only goes on: what they may try."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.disputes import actions as disputes
from kundenkreis.disputes import schedule as disputes_clock
from kundenkreis.disputes.models import Dispute
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger import schedule as ledger_clock
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts import schedule as payouts_clock
from kundenkreis.payouts.models import Payout, PayoutBatch
from kundenkreis.people.models import Person
from kundenkreis.redress import actions as redress
from kundenkreis.redress.models import Refund
from kundenkreis.stages.marketplace import actions, schedule
from kundenkreis.stages.marketplace.models import Booking, Extra
from kundenkreis.stages.marketplace.tests.visits import case_of, order
from kundenkreis.stages.marketplace.transitions import transition

CLOCKS = (schedule, disputes_clock, ledger_clock, payouts_clock)


class Town:
    """The people, the moment, and the bookings made so far."""

    def __init__(
        self,
        customers: Sequence[Person],
        helpers: Sequence[Helper],
        team: Sequence[Person],
        at: datetime,
    ) -> None:
        self.customers, self.helpers, self.team, self.at = customers, helpers, team, at
        self.made: list[UUID] = []
        self.earned = False
        self.counted: Counter[str] = Counter()

    def fresh(self) -> "Town":
        """The same people; nothing has happened yet."""
        town = Town(self.customers, self.helpers, self.team, self.at)
        town.counted = self.counted
        return town

    def attempt(self, name: str, act: Callable[..., Any], *things: Any, **more: Any) -> Any:
        """Do it, or be refused with a reason and in words; anything else is a counterexample."""
        self.counted["steps"] += 1
        try:
            with transaction.atomic():
                done = act(*things, at=self.at, **more)
        except Refused as refused:
            if not (refused.reason and str(refused.sentence)):
                raise AssertionError("refused without words") from refused
            self.counted[f"no {name}: {refused.reason}"] += 1
            return refused
        self.counted[name] += 1
        return done

    def tick(self, hours: float) -> None:
        """Time passes, and everything that waits for its hour is done."""
        self.counted["steps"] += 1
        self.at += timedelta(hours=hours)
        for clock in CLOCKS:
            clock.due(at=self.at)

    def one(self, place: int) -> Booking | None:
        """One of the bookings made so far."""
        if not self.made:
            return None
        pk = self.made[place % len(self.made)]
        return Booking.objects.get(pk=pk)

    def who(self, booking: Booking, side: str) -> Person:
        """The customer, the helper, one of the team, or somebody with no part in it."""
        helper = booking.helper.person
        everyone = [*self.customers, *(each.person for each in self.helpers)]
        sides = {
            "customer": booking.customer,
            "helper": helper,
            "staff": self.team[0],
            "stranger": next(p for p in everyone if p not in (booking.customer, helper)),
        }
        return sides[side]

    def book(self, customer: int, helper: int, quarters: int, **more: Any) -> None:
        """A booking some quarters of an hour from the next full hour."""
        hour = self.at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        starts = hour + timedelta(minutes=15 * quarters)
        person = self.customers[customer]
        case = case_of(person, self.at)
        made = self.attempt(
            "book", _ordered, case, helper=self.helpers[helper], starts=starts, **more
        )
        if isinstance(made, Booking):
            self.made.append(made.pk)

    def step(self, booking: Booking, name: str, side: str, **more: Any) -> None:
        """One step of the table by anybody. The table says beforehand what must come of it."""
        before, planned = booking.state, transition(name, booking.state)
        done = self.attempt(
            name, getattr(actions, name), booking, by=self.who(booking, side), **more
        )
        after = Booking.objects.get(pk=booking.pk)
        if isinstance(done, Refused):
            assert after.state == before
            assert planned is None or side in planned.actors or isinstance(done, NotAllowed)
            return
        assert planned, f"{name} was done to a visit that is {before}"
        assert side in planned.actors, f"{name} was done by {side}"
        assert after.state == planned.end
        self.earned |= after.state == "closed"

    def more_time(self, booking: Booking, minutes: int, answer: str, side: str) -> None:
        """The helper asks for more time, somebody answers."""
        self.attempt(
            "extra", actions.propose_extra, booking, minutes=minutes,
            by=booking.helper.person,
        )  # fmt: skip
        asked = Extra.objects.filter(booking=booking).order_by("-number").first()
        if asked:
            act = getattr(actions, answer)
            self.attempt(answer, act, asked, by=self.who(booking, side))

    def give(self, booking: Booking, kind: str, minor: int) -> None:
        """A tip of the customer's, or some of her money back."""
        amount = Money(minor, booking.currency)
        if kind == "tip":
            self.attempt(kind, actions.tip, booking, amount=amount, by=booking.customer)
            return
        self.attempt(
            kind, redress.refund, subject=booking.subject, amount=amount,
            reason="goodwill", by=self.team[0],
        )  # fmt: skip
        waiting = Refund.objects.filter(subject=booking.subject, done_at=None).first()
        if waiting:
            self.attempt("approve", redress.approve, waiting, by=self.team[1])

    def quarrel(self, booking: Booking, side: str, outcome: str, bears: str, minor: int) -> None:  # fmt: skip
        """Somebody objects, the team decides one of them."""
        self.attempt(
            "dispute", actions.dispute, booking, reason="not_done", text="Red.",
            by=self.who(booking, side),
        )  # fmt: skip
        row = Dispute.objects.filter(subject=booking.subject).order_by("-opened_at").first()
        if row is None:
            return
        self.attempt(
            "answer", disputes.answer, row, text="Green.", side="", by=self.team[0]
        )
        amount = Money(minor, booking.currency) if outcome in ("part", "helper") else None
        self.attempt(
            "decide", disputes.decide, row, outcome=outcome, amount=amount, bears=bears,
            reasons="Both agree that the router still shows red.", by=self.team[0],
        )  # fmt: skip

    def pay_out(self, then: str) -> None:
        """One of the team makes a batch, the other lets it go; some come back."""
        made = self.attempt("batch", payouts.make_batch, by=self.team[0])
        if isinstance(made, PayoutBatch):
            self.attempt("release", payouts.release, made, by=self.team[1])
        for payout in Payout.objects.filter(state=Payout.State.BATCHED):
            self.attempt("send", payouts.send, payout)
        sent = Payout.objects.filter(state=Payout.State.SENT).first()
        if sent and then == "confirm":
            self.attempt(then, payouts.confirm, sent, by=None)
        if sent and then == "take_back":
            self.attempt(then, payouts.take_back, sent, reason="Closed.", by=None)


def _ordered(case: Any, *, helper: Helper, starts: datetime, at: datetime, **more: Any) -> Any:  # fmt: skip
    return order(case, helper, starts, at, **more)
