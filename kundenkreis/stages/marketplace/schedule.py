"""What happens by time: deadlines pass, people are reminded, reviews are revealed, doors close."""

from datetime import datetime, timedelta

from django.db.models import Q

from kundenkreis.cases.models import Participant
from kundenkreis.ledger.models import FundsHold, Payment
from kundenkreis.stages.marketplace import actions, clock, terms
from kundenkreis.stages.marketplace.models import (
    ADDRESS_SEEN,
    Booking,
    Dispatch,
    Request,
    Review,
    TimeProposal,
)
from kundenkreis.stages.marketplace.standstill import at_a_standstill
from kundenkreis.stages.marketplace.transitions import State

# A wish that nobody went on with.
REQUEST_LIVES = timedelta(days=14)
AT_ONCE = 100
# Who accepted longer ago than this was reminded to call, or the worker was away for days.
CALLS_LOOKED_AFTER = timedelta(days=3)


def due(*, at: datetime) -> None:
    """Called every minute inside each brand; each action checks again under its lock."""
    _deadlines(at=at)
    completed = Booking.objects.filter(state=State.COMPLETED)
    for booking in completed.filter(visit__completed_at__lte=at - terms.CLOSED_AFTER)[
        :AT_ONCE
    ]:
        actions.close(booking, by=None, at=at)
    waiting = Q(visit__reminded_at=None, visit__completed_at__lte=at - terms.REMINDED_AFTER)
    for booking in completed.filter(waiting)[:AT_ONCE]:
        actions.remind(booking, by=None, at=at)
    hidden = Review.objects.filter(revealed_at=None).select_related("booking")
    for review in hidden.filter(booking__visit__completed_at__lte=at - Review.WINDOW)[
        :AT_ONCE
    ]:
        actions.reveal(review, by=None, at=at)
    for request in Request.objects.filter(state="open", opened_at__lte=at - REQUEST_LIVES)[:AT_ONCE]:  # fmt: skip
        actions.expire_request(request, by=None, at=at)
    for cases in at_a_standstill(at=at):
        for case in cases[:AT_ONCE]:
            actions.close_quiet(case, at=at)
    _keep_tips(at=at)
    actions.drop_photos(at=at)
    actions.drop_positions(at=at)
    _strike(at=at)
    _close_doors(at=at)


def _deadlines(*, at: datetime) -> None:
    """Nobody paid, answered or took a time until it was too late; the next wave is due."""
    held = Booking.objects.filter(state=State.HELD)
    for booking in held.filter(pay_by__lte=at)[:AT_ONCE]:
        actions.lapse(booking, by=None, at=at)
    for booking in held.filter(pay_by__isnull=True, accept_by__lte=at)[:AT_ONCE]:
        actions.expire(booking, by=None, at=at)
    near = Booking.objects.filter(state=State.CONFIRMED, hold_at__lte=at)
    for booking in near.filter(pay_asked_at=None).order_by("hold_at")[:AT_ONCE]:
        actions.hold_when_near(booking, by=None, at=at)
    unpaid = near.filter(pay_asked_at__lte=at, during__startswith__lte=at + terms.UNPAID_BEFORE)  # fmt: skip
    for booking in unpaid[:AT_ONCE]:
        actions.let_go(booking, by=None, at=at)
    for times in TimeProposal.objects.filter(state="open", answer_by__lte=at)[:AT_ONCE]:
        actions.expire_times(times, by=None, at=at)
    for dispatch in Dispatch.objects.under_way().filter(next_at__lte=at)[:AT_ONCE]:
        actions.go_on(dispatch, by=None, at=at)


def _keep_tips(*, at: datetime) -> None:
    """Nobody paid them in time: the provider is asked once more. Others waited for a decision."""
    tips = Q(subject__startswith="booking:", subject__endswith=":tip")
    unpaid = Payment.objects.all().open().filter(tips, pay_by__lte=at)
    waiting = FundsHold.objects.filter(tips, captured_at=None)
    subjects = [row.subject for rows in (unpaid, waiting) for row in rows[:AT_ONCE]]
    for booking in Booking.objects.filter(pk__in=[each.split(":")[1] for each in subjects]):
        actions.keep_tip(booking, by=None, at=at)


def _strike(*, at: datetime) -> None:
    """Reminders of visits, each once; those of tomorrow and of calls far ahead are found here too."""
    agreed = (
        Booking.objects.filter(
            state__in=(State.CONFIRMED, State.ON_THE_WAY), during__startswith__gt=at
        )
        .with_names()
        .prefetch_related("history", "reminders")
    )
    # Tomorrow's and today's by their start; calls by their acceptance, which is never long ago.
    recent = Q(made_at__gte=at - CALLS_LOOKED_AFTER, visit__called_at=None)
    near = agreed.filter(Q(during__startswith__lte=at + clock.AHEAD) | recent)
    for booking in near.order_by("during").iterator(chunk_size=AT_ONCE):
        said = {row.kind for row in booking.reminders.all() if row.starts_at == booking.starts_at}  # fmt: skip
        for kind in sorted(clock.due_kinds(booking, at=at) - said):
            actions.remind_of_visit(booking, kind, at=at)


def _close_doors(*, at: datetime) -> None:
    """A day after completion the helper sees the case no longer."""
    inside = Participant.objects.filter(role="helper", until__isnull=True).values("case")
    done = Booking.objects.filter(
        state__in=terms.DONE, visit__completed_at__lte=at - ADDRESS_SEEN, case__in=inside
    )
    for booking in done.select_related("case", "helper__person")[:AT_ONCE]:
        live = Booking.objects.live().filter(case=booking.case_id, helper=booking.helper_id)
        if not live.exists():
            actions.let_helper_out(booking, by=None, at=at)
