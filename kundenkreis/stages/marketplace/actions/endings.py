"""A visit that does not take place: refused, expired, called off, withdrawn."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import money, moving, requests
from kundenkreis.stages.marketplace.models import (
    Booking,
    Offer,
    Request,
)
from kundenkreis.stages.marketplace.transitions import (
    HELPER,
    Transition,
    transition,
)


@one_transaction
def refuse(booking: Booking, *, reason: str = "", by: Person, at: datetime) -> Booking:
    """The helper cannot come; the customer has her money back and chooses again.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "refuse", by=by, at=at)
    return unanswered(booking, step, Offer.Answer.DECLINED, reason=reason, by=by, at=at)


@one_transaction
def expire(booking: Booking, *, by: None = None, at: datetime) -> Booking:
    """The helper did not answer in time; doing it twice, or after her answer, changes nothing."""
    booking = moving.locked(booking)
    step = transition("expire", booking.state)
    if not step or at < booking.accept_by or booking.awaits_payment:
        return booking
    return unanswered(booking, step, Offer.Answer.EXPIRED, reason="", by=None, at=at)


@one_transaction
def cancel(booking: Booking, *, reason: str = "", by: Person, at: datetime) -> Booking:
    """One side calls the visit off. The cost under the brand's rules was shown before.

    :raises Refused: `wrong_state`.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "cancel", by=by, at=at)
    by_helper = queries.sides_of(by, booking, at=at) & step.actors == {HELPER}
    kept = terms.cancellation_cost(booking, helper=by_helper, at=at)
    if by_helper:
        _note_cancellation(booking, by=by, at=at)
    why = "helper_cancelled" if by_helper else "customer_cancelled"
    return call_off(booking, step, kept=kept, why=why, reason=reason, by=by, at=at)


@one_transaction
def withdraw(booking: Booking, *, by: Person, at: datetime) -> Booking:
    """The statutory withdrawal from the contract: everything goes back.

    :raises Refused: `wrong_state`, `no_withdrawal` where or when the law gives none.
    """
    booking = moving.locked(booking)
    step = moving.allowed(booking, "withdraw", by=by, at=at)
    if not terms.may_withdraw(booking, at=at):
        raise Refused(
            "no_withdrawal",
            _("There is no right of withdrawal for this visit. You can cancel it instead."),
        )
    nothing = Money(0, booking.currency)
    return call_off(booking, step, kept=nothing, why="contract_withdrawn", reason="", by=by, at=at)  # fmt: skip


def answer_offer(
    booking: Booking, answer: Offer.Answer, *, reason: str = "", at: datetime
) -> None:
    """What became of the question put to the helper; her first answer stays."""
    offer = booking.offer
    if not offer.answer:
        offer.answer, offer.reason, offer.answered_at = answer, reason, at
        offer.save(update_fields=["answer", "reason", "answered_at"])


def unanswered(
    booking: Booking,
    step: Transition,
    answer: Offer.Answer,
    *,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Booking:
    """No visit with this helper: all money back, the wish is open again.

    For actions of this package that checked the step already.
    """
    reason = texts.tidy(reason)[:300]
    answer_offer(booking, answer, reason=reason, at=at)
    requests.open_again(booking.request)
    _no_visit(booking, kept=Money(0, booking.currency), why=f"helper_{answer.value}", by=by, at=at)  # fmt: skip
    return moving.move(booking, step, reason=reason, by=by, at=at)


def call_off(
    booking: Booking,
    step: Transition,
    *,
    kept: Money,
    why: str,
    reason: str,
    by: Person | None,
    at: datetime,
) -> Booking:
    """Called off by somebody who may: `kept` stays with the helper, the wish ends.

    For actions that checked the step already; nobody outside this package calls it.
    """
    answer_offer(booking, Offer.Answer.WITHDRAWN, at=at)
    requests.finish(booking.request, Request.State.WITHDRAWN, at=at)
    _no_visit(booking, kept=kept, why=why, by=by, at=at)
    booking = moving.move(booking, step, reason=texts.tidy(reason)[:300], by=by, at=at)
    if booking.case.channel == Case.Channel.SERIES and why != "helper_cancelled":
        # The case of a regular visit was about this visit alone; the series goes on.
        cases.withdraw(booking.case, by=_speaker(booking, by, at=at), at=at)
    return booking


def _speaker(booking: Booking, by: Person | None, *, at: datetime) -> Person | None:
    """Who may withdraw the case: she herself and staff; for a trusted person's word, the customer's name stands."""
    own = by is None or by.pk == booking.customer_id or is_staff(by, at=at)
    return by if own else booking.customer


def _no_visit(
    booking: Booking, *, kept: Money, why: str, by: Person | None, at: datetime
) -> None:
    money.settle(booking, kept=kept, reason=why, by=by, at=at)
    moving.call_off_attempt(booking, by=by, at=at)
    moving.let_out(booking, by=by, at=at)


def _note_cancellation(booking: Booking, *, by: Person, at: datetime) -> None:
    """A helper who calls off an agreed visit hurts her standing, on short notice twice as much."""
    member = HelperBrand.objects.filter(helper=booking.helper).first()
    if member:
        late = at > booking.starts_at - terms.SHORT_NOTICE
        helpers.record_outcome(
            member, "late_cancellation", subject=booking.subject, outcome=0 if late else 0.5, by=by, at=at
        )  # fmt: skip
