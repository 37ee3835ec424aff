"""What can happen to a dispute: somebody objects, the other answers, the team decides, money follows."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.disputes import queries, rules
from kundenkreis.disputes.events import DisputeMoved
from kundenkreis.disputes.models import Dispute, DisputeDecision, DisputeStep
from kundenkreis.disputes.money import carry_out, freeze, thaw
from kundenkreis.disputes.steps import CLOCK, NOTHING, STEPS, State, Step, step
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff

Outcome, Bears = DisputeDecision.Outcome, DisputeDecision.Bears


@transaction.atomic
def object_to(
    *,
    subject: str,
    customer: Person,
    helper: Person,
    side: str,
    reason: str,
    text: str,
    done_at: datetime | None,
    by: Person,
    at: datetime,
) -> Dispute:
    """One side objects, within the brand's days; the money of the subject waits from now on.

    The door has made sure that `by` speaks for `side`.

    :raises Refused: `too_late`, `disputed_already`, `nothing_held`. :raises Invalid: `unknown_reason`, `empty`.
    """
    words = _words(text, reason)
    brand_rules = queries.rules_here()
    if not rules.may_object(brand_rules, done_at=done_at, at=at):
        sentence = _("You can object until {days} days after the help. Please call us.")
        raise Refused("too_late", sentence.format(days=brand_rules.days))
    frozen = queries.holds(subject)
    if not frozen:
        raise Refused("nothing_held", _("Nothing was paid for this."))
    # Two who object at once: one waits here, and then sees the other's.
    type(frozen[0]).objects.select_for_update().get(pk=frozen[0].pk)
    if not queries.open_again(subject):
        raise Refused("disputed_already", _("An objection was made already."))
    dispute = Dispute(
        subject=subject, customer=customer, helper=helper, side=side, reason=reason, text=words, seq=0,
        opened_at=at, opened_by=by, answer_by=at + timedelta(days=brand_rules.answer_days),
    )  # fmt: skip
    begin = next(each for each in STEPS if each.start == NOTHING)
    freeze(dispute, by=by, at=at)
    return _move(dispute, begin, by=by, at=at)


@transaction.atomic
def answer(dispute: Dispute, *, text: str, side: str, by: Person, at: datetime) -> Dispute:
    """The other side gives her view, once; also late, until it is decided.

    :raises Refused: `wrong_state`. :raises Invalid: `empty`.
    """
    dispute = _locked(dispute)
    found = _allowed(dispute, "answer", side=side, by=by, at=at)
    dispute.answer = _words(text)
    return _move(dispute, found, by=by, at=at)


@transaction.atomic
def lapse(dispute: Dispute, *, by: None = None, at: datetime) -> Dispute:
    """No answer in time: the team decides on what it has. Twice changes nothing."""
    dispute = _locked(dispute)
    found = step("lapse", dispute.state)
    if not found or at < dispute.answer_by:
        return dispute
    return _move(dispute, found, by=None, at=at)


@transaction.atomic
def take_back(dispute: Dispute, *, side: str, by: Person, at: datetime) -> Dispute:
    """Who objected takes it back: the money is due again.

    :raises Refused: `wrong_state`.
    """
    dispute = _locked(dispute)
    found = _allowed(dispute, "take_back", side=side, by=by, at=at)
    dispute = _move(dispute, found, by=by, at=at)
    thaw(dispute, by=by, at=at)
    return dispute


@transaction.atomic
def decide(
    dispute: Dispute,
    *,
    outcome: str,
    amount: Money | None = None,
    bears: str = "",
    reasons: str,
    by: Person,
    at: datetime,
) -> Dispute:
    """One of the team decides, with reasons that both sides read; after a second look, for good.

    :raises Refused: `wrong_state`, `four_eyes`, `too_much`. :raises NotAllowed: a side, or not staff.
    :raises Invalid: `unknown_outcome`, `bad_amount`, `too_short`.
    """
    dispute = _locked(dispute)
    found = _allowed(dispute, "decide", side="", by=by, at=at)
    number = dispute.decisions.count() + 1
    if dispute.decisions.filter(by=by).exists():
        raise Refused("four_eyes", _("You decided before. Somebody else must look again."))
    chosen = _outcome(dispute, outcome, amount, bears)
    words = texts.tidy(reasons)[:4000]
    if len(words) < rules.SHORTEST_REASONS:
        sentence = _("Please give your reasons. Both sides read them.")
        raise Invalid("too_short", sentence, {"reasons": sentence})
    if number == 1:
        days = queries.rules_here().second_look_days
        dispute.final_at = at + timedelta(days=days)
    dispute = _move(dispute, found, by=by, at=at)
    decision = DisputeDecision.objects.create(
        dispute=dispute, number=number, seq=dispute.seq, outcome=outcome, amount=chosen.amount,
        currency=chosen.currency, bears=bears if chosen else "", reasons=words, by=by, at=at,
    )  # fmt: skip
    if dispute.state == State.SETTLED:
        carry_out(dispute, decision, by=by, at=at)
    return dispute


@transaction.atomic
def ask_again(
    dispute: Dispute, *, text: str, side: str, by: Person, at: datetime
) -> Dispute:
    """Either side asks, once, that somebody else looks again; until then no money moves.

    :raises Refused: `wrong_state`, `too_late`. :raises Invalid: `empty`.
    """
    dispute = _locked(dispute)
    found = _allowed(dispute, "ask_again", side=side, by=by, at=at)
    if dispute.final_at is None or at >= dispute.final_at:
        raise Refused("too_late", _("The time for a second look is over."))
    dispute.again = _words(text)
    return _move(dispute, found, by=by, at=at)


@transaction.atomic
def settle(dispute: Dispute, *, by: None = None, at: datetime) -> Dispute:
    """Nobody asked for a second look: the decision is carried out. Twice changes nothing."""
    dispute = _locked(dispute)
    found = step("settle", dispute.state)
    if not found or dispute.final_at is None or at < dispute.final_at:
        return dispute
    dispute = _move(dispute, found, by=None, at=at)
    decision = queries.decision_that_counts(dispute)
    assert decision is not None, "what is decided has a decision"
    carry_out(dispute, decision, by=None, at=at)
    return dispute


def _outcome(dispute: Dispute, outcome: str, amount: Money | None, bears: str) -> Money:
    """What moves; nothing for `none`."""
    most = queries.refundable(dispute.subject)
    assert most is not None, "a dispute is about money that was taken"
    if outcome not in Outcome.values:
        sentence = _("Please choose what you decide.")
        raise Invalid("unknown_outcome", sentence, {"outcome": sentence})
    if outcome == Outcome.NONE:
        return Money(0, most.currency)
    wanted = {Outcome.HELPER: [Bears.COMPANY]}.get(Outcome(outcome), list(Bears))
    if bears not in wanted:
        sentence = _("Please choose who bears it.")
        raise Invalid("unknown_outcome", sentence, {"bears": sentence})
    chosen = most if outcome == Outcome.FULL else amount
    if chosen is None or chosen.amount < 1 or chosen.currency != most.currency:
        sentence = _("Please type an amount in {currency}.").format(currency=most.currency)
        raise Invalid("bad_amount", sentence, {"amount": sentence})
    if chosen.amount > most.amount:
        sentence = _("At most {most} can be given back here.").format(most=most.text())
        raise Refused("too_much", sentence)
    return chosen


def _locked(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.with_names().select_for_update(of=("self",))
    return rows.get(pk=dispute.pk)


def _allowed(dispute: Dispute, name: str, *, side: str, by: Person, at: datetime) -> Step:
    who = rules.actors(by, dispute, side=side, staff=is_staff(by, at=at))
    if not who & frozenset().union(*(s.actors for s in STEPS if s.name == name)) - {CLOCK}:
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    found = step(name, dispute.state)
    if not found or not found.actors & who:
        sentence = _("This is not possible now. The objection is: {state}.")
        raise Refused("wrong_state", sentence.format(state=State(dispute.state).label))
    return found


def _move(dispute: Dispute, step: Step, *, by: Person | None, at: datetime) -> Dispute:
    dispute.seq, dispute.state = dispute.seq + 1, step.end
    dispute.save()
    DisputeStep.objects.create(
        dispute=dispute, seq=dispute.seq, name=step.name, from_state=step.start, to_state=step.end, by=by, at=at
    )  # fmt: skip
    happened = DisputeMoved(
        dispute=str(dispute.pk), subject=dispute.subject, step=step.name, before=str(step.start),
        state=step.end.value, seq=dispute.seq,
    )  # fmt: skip
    announce(happened, by=by, at=at)
    return dispute


def _words(text: str, reason: str | None = None) -> str:
    """:raises Invalid: `unknown_reason`, `empty`."""
    if reason is not None and reason not in Dispute.Reason.values:
        sentence = _("Please choose one of the reasons.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    words = texts.tidy(text)[:4000]
    if not words:
        sentence = _("Please tell us in a few words.")
        raise Invalid("empty", sentence, {"text": sentence})
    return words
