"""Another time for a visit: one side proposes up to three, the other takes one with one tap.

The visit stays where it is until then. Everything here holds the helper's calendar first and the
booking second, so that of two taps at once one is taken and the other reads a sentence.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import companions, money, moving, requests
from kundenkreis.stages.marketplace.actions.endings import answer_offer
from kundenkreis.stages.marketplace.actions.times import soon_enough
from kundenkreis.stages.marketplace.events import TimesAnswered, TimesProposed
from kundenkreis.stages.marketplace.models import Booking, Offer, Request, TimeProposal
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, State

Answer = TimeProposal.State


@one_transaction
def propose_times(
    booking: Booking, *, times: Sequence[datetime], by: Person, at: datetime
) -> TimeProposal:
    """One to three other times, free in the helper's calendar; the other side is asked.

    A new question of the same side replaces the one before. A helper who was not sure yet whether
    she comes keeps her time to answer until the customer had hers.

    :raises Refused: `wrong_state`, `answer_first`, `too_late`, and as `book` for each time.
    :raises Invalid: `bad_times`.
    """
    helpers.hold_calendar(booking.helper)
    booking = moving.locked(booking)
    moving.allowed(booking, "agree", by=by, at=at)
    if not booking.is_named:
        raise Refused("not_named", _("The firm first says who comes. Then you can ask for another time."))  # fmt: skip
    side = _side(booking, by=by, at=at)
    wanted = _free_times(booking, times, by=by, at=at)
    answer_by = terms.answer_by(
        min(booking.starts_at, wanted[-1]), zone=booking.brand.zone, at=at
    )
    if answer_by <= at:
        raise Refused("too_late", _("The visit is too close for another time. Please call us."))  # fmt: skip
    _replace(booking, side, by=by, at=at)
    made = TimeProposal.objects.create(
        booking=booking, side=side, by=by, times=wanted, at=at, answer_by=answer_by
    )
    if side == HELPER and booking.state == State.HELD and booking.accept_by < answer_by:
        _wait_for_customer(booking, answer_by)
    around = moving.around(booking)
    announce(TimesProposed(**around, proposal=str(made.pk)), by=by, at=at)
    return made


@one_transaction
def agree(
    booking: Booking,
    *,
    proposal: TimeProposal | None = None,
    starts_at: datetime | None = None,
    by: Person,
    at: datetime,
) -> Booking:
    """The other side takes one of the times (without a word, the first): the visit is moved there.

    `proposal`: the question that was read, so that a newer one is never answered by accident.

    :raises NotAllowed: whoever asked. :raises Invalid: `not_proposed`.
    :raises Refused: `wrong_state`, `answered`, `too_late`, and as `book` when the time has gone.
    """
    companions.hold_team(booking.firm, booking.persons, at=at)
    helpers.hold_calendar(booking.helper)
    booking = moving.locked(booking)
    step = moving.allowed(booking, "agree", by=by, at=at)
    question = _still_asked(booking, proposal, by=by, at=at)
    chosen = starts_at or question.first
    if chosen not in question.times:
        raise Invalid("not_proposed", _("This time was not proposed. Please take one of the others."))  # fmt: skip
    soon_enough(chosen, at=at)
    assert booking.slot is not None, "a live booking has its slot"
    slot = helpers.move(booking.slot, starts_at=chosen, by=by, at=at)
    _end(question, Answer.TAKEN, taken=chosen, by=by, at=at)
    answer_offer(booking, Offer.Answer.WITHDRAWN, at=at)
    booking.offer = Offer.objects.create(
        request=booking.request, helper=booking.helper, starts_at=chosen, made_at=question.at,
        answer_by=question.answer_by, answer=Offer.Answer.ACCEPTED, answered_at=at,
    )  # fmt: skip
    booking.during = slot.visit
    money.wait_for(booking, at=at)
    booking.save(update_fields=["offer", "during", "hold_at", "pay_asked_at"])
    moving.note(booking, reaffirmed_at=None)
    requests.finish(booking.request, Request.State.ACCEPTED, at=at)
    cases.let_in(booking.case, booking.helper.person, role="helper", by=by, at=at)
    booking = moving.move(booking, step, by=by, at=at)
    companions.take_along(booking, by=by, at=at)
    return booking


@one_transaction
def decline_times(proposal: TimeProposal, *, by: Person, at: datetime) -> TimeProposal:
    """None of them suits; the visit stays where it is.

    :raises NotAllowed: whoever asked. :raises Refused: as `agree`.
    """
    booking = moving.locked(proposal.booking)
    moving.allowed(booking, "agree", by=by, at=at)
    question = _still_asked(booking, proposal, by=by, at=at)
    return _told(booking, _end(question, Answer.DECLINED, by=by, at=at), by=by, at=at)


@one_transaction
def withdraw_times(proposal: TimeProposal, *, by: Person, at: datetime) -> TimeProposal:
    """The side that asked takes its question back.

    :raises NotAllowed: the other side. :raises Refused: `wrong_state`, `answered`.
    """
    booking = moving.locked(proposal.booking)
    moving.allowed(booking, "agree", by=by, at=at)
    question = _open(booking, proposal)
    if question.side != _side(booking, by=by, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    return _told(booking, _end(question, Answer.WITHDRAWN, by=by, at=at), by=by, at=at)


@one_transaction
def expire_times(proposal: TimeProposal, *, by: None = None, at: datetime) -> TimeProposal:
    """Nobody answered in time; twice, or after an answer, changes nothing."""
    booking = moving.locked(proposal.booking)
    question = TimeProposal.objects.select_for_update().get(pk=proposal.pk)
    if not question.is_open or at < question.answer_by:
        return question
    return _told(booking, _end(question, Answer.EXPIRED, by=None, at=at), by=None, at=at)


def _side(booking: Booking, *, by: Person, at: datetime) -> str:
    """Helper, or customer: staff and trusted persons speak for her."""
    return HELPER if HELPER in queries.sides_of(by, booking, at=at) else CUSTOMER


def _free_times(
    booking: Booking, times: Sequence[datetime], *, by: Person, at: datetime
) -> list[datetime]:
    """The times in order, each of them free now."""
    wanted = sorted(set(times) - {booking.starts_at})
    if not 1 <= len(wanted) <= TimeProposal.MOST:
        sentence = _("Please choose one to three other times.")
        raise Invalid("bad_times", sentence, {"times": sentence})
    assert booking.slot is not None, "a live booking has its slot"
    for each in wanted:
        soon_enough(each, at=at)
        helpers.check_move(booking.slot, starts_at=each, by=by, at=at)
    return wanted


def _replace(booking: Booking, side: str, *, by: Person, at: datetime) -> None:
    """One question at a time: one's own before is replaced, the other side's is answered first."""
    for before in TimeProposal.objects.select_for_update().filter(
        booking=booking, state=Answer.OPEN
    ):
        if before.side != side:
            raise Refused("answer_first", _("The other side has proposed times already. Please answer these first."))  # fmt: skip
        _end(before, Answer.WITHDRAWN, by=by, at=at)


def _wait_for_customer(booking: Booking, until: datetime) -> None:
    """The helper who asks for another time need not answer before the customer has."""
    booking.accept_by = booking.offer.answer_by = until
    booking.save(update_fields=["accept_by"])
    booking.offer.save(update_fields=["answer_by"])


def _open(booking: Booking, proposal: TimeProposal | None) -> TimeProposal:
    """:raises Refused: `answered`: there is no such question any more."""
    rows = TimeProposal.objects.select_for_update().filter(
        booking=booking, state=Answer.OPEN
    )
    found = rows.filter(pk=proposal.pk).first() if proposal else rows.first()
    if not found:
        raise Refused("answered", _("This question is answered already. You see when the visit is."))  # fmt: skip
    return found


def _still_asked(
    booking: Booking, proposal: TimeProposal | None, *, by: Person, at: datetime
) -> TimeProposal:
    question = _open(booking, proposal)
    if question.side == _side(booking, by=by, at=at):
        raise NotAllowed("not_yours", _("Only the other side can do this."))
    if at >= question.answer_by:
        raise Refused("too_late", _("The time to answer is over. The visit stays where it was."))  # fmt: skip
    return question


def _end(
    question: TimeProposal,
    state: TimeProposal.State,
    *,
    taken: datetime | None = None,
    by: Person | None,
    at: datetime,
) -> TimeProposal:
    question.state, question.taken = state, taken
    question.answered_at, question.answered_by = at, by
    question.save(update_fields=["state", "taken", "answered_at", "answered_by"])
    return question


def _told(
    booking: Booking, question: TimeProposal, *, by: Person | None, at: datetime
) -> TimeProposal:
    answered = TimesAnswered(
        **moving.around(booking), proposal=str(question.pk), answer=question.state
    )
    announce(answered, by=by, at=at)
    return question
