"""What a customer's later word means for the standing of who helped."""

from dataclasses import asdict
from datetime import timedelta

from kundenkreis.cases.events import CaseReopened, FeedbackGiven
from kundenkreis.cases.models import Attempt, PrivateFeedback
from kundenkreis.helpers.actions import record_outcome
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.sources import word_of

REOPENED_WITHIN = timedelta(days=14)


def weigh_private_answer(event: FeedbackGiven, *, row: EventRow) -> None:
    """What the customer said in private counts most for the standing of who helped."""
    feedback = PrivateFeedback.objects.get(case_id=event.case)
    booking = (
        Booking.objects.with_names()
        .filter(case_id=event.case, state="closed")
        .exclude(attempt__state=Attempt.State.WITHDRAWN)
        .order_by("-seq", "-made_at")
        .first()
    )
    if booking:
        record_outcome(
            HelperBrand.objects.get(helper=booking.helper_id), "private_answer",
            subject=booking.subject, outcome=float(feedback.helped),
            **asdict(word_of(booking)), by=None, at=row.at,
        )  # fmt: skip


def weigh_reopening(event: CaseReopened, *, row: EventRow) -> None:
    """What a visit had solved came back within 14 days: it was not solved well."""
    booking = (
        Booking.objects.with_names()
        .filter(
            case_id=event.case, state="closed", attempt__state=Attempt.State.FAILED,
            attempt__ended_at=row.at, visit__completed_at__gt=row.at - REOPENED_WITHIN,
        )
        .first()
    )  # fmt: skip
    if booking:
        record_outcome(
            HelperBrand.objects.get(helper=booking.helper_id), "reopened",
            subject=booking.subject, outcome=0, **asdict(word_of(booking)), by=None, at=row.at,
        )  # fmt: skip
