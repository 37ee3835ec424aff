"""After a review: the one reply, reports, and what the team decides about them, with reasons."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import reviewed
from kundenkreis.stages.marketplace.actions import moving
from kundenkreis.stages.marketplace.events import (
    ReviewReplied,
    ReviewReportDecided,
    ReviewReported,
)
from kundenkreis.stages.marketplace.models import Review, ReviewReply, ReviewReport


def _locked(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("booking__helper__person", "booking__customer").get(pk=review.pk)  # fmt: skip


@one_transaction
def reply(review: Review, *, text: str, by: Person, at: datetime) -> ReviewReply:
    """Who was reviewed answers, once, below the review and as public as it is.

    :raises Invalid: no words. :raises NotAllowed: anybody else.
    :raises Refused: `not_revealed`, `replied_already`.
    """
    text = texts.required(text, field="text", most=1000)
    review = _locked(review)
    if reviewed.reviewed_person(review).pk != by.pk:
        raise NotAllowed("not_yours", _("Only who was reviewed can reply."))
    if not review.revealed_at or review.hidden_at:
        raise Refused("not_revealed", _("This review cannot be read yet."))
    if ReviewReply.objects.filter(review=review).exists():
        raise Refused("replied_already", _("You have replied already."))
    moderation.admit(by=by, at=at)
    row: ReviewReply = ReviewReply.objects.create(review=review, by=by, text=text, at=at)
    announce(ReviewReplied(**moving.around(review.booking), side=review.side), by=by, at=at)
    return row


@one_transaction
def report(
    review: Review,
    *,
    reason: str,
    text: str = "",
    name: str = "",
    email: str = "",
    by: Person | None,
    at: datetime,
) -> ReviewReport:
    """Somebody who can read it says that it should not stand there. Twice changes nothing.

    Without an account (`by` None) name and address say whom to answer (DSA, article 16).

    :raises Invalid: `unknown_reason`, an address that is none.
    """
    if reason not in ReviewReport.Reason.values:
        sentence = _("Please choose one of the reasons.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    review = _locked(review)
    by = by or _guest(name=name, email=email, at=at)
    open_now = ReviewReport.objects.open().filter(review=review, by=by).first()
    if open_now:
        return open_now
    made: ReviewReport = ReviewReport.objects.create(
        review=review, by=by, reason=reason, text=texts.tidy(text)[:2000], at=at
    )
    announce(ReviewReported(report=str(made.pk)), by=by, at=at)
    return made


def _guest(*, name: str, email: str, at: datetime) -> Person:
    guest = people.welcome_guest(language=get_language() or "", by=None, at=at)
    email = people.address(email)
    return people.leave_contact(guest, name=name, email=email, by=guest, at=at)


@one_transaction
def decide_report(
    row: ReviewReport, *, upheld: bool, answer: str, by: Person, at: datetime
) -> ReviewReport:
    """One of the team decides whether the review stays, and says why. Hidden, it counts no longer.

    :raises Invalid: no reasons. :raises NotAllowed: not the team, or one of the people concerned.
    :raises Refused: `decided_already`.
    """
    answer = texts.required(answer, field="answer", most=2000)
    review = _locked(row.review)
    row = ReviewReport.objects.select_for_update().get(pk=row.pk)
    _allowed(review, by, at=at)
    if row.decided_at:
        raise Refused("decided_already", _("This was decided already."))
    row.decided_at, row.decided_by, row.upheld, row.answer = at, by, upheld, answer
    row.save(update_fields=["decided_at", "decided_by", "upheld", "answer"])
    if upheld and not review.hidden_at:
        _hide(review, hidden_at=at, at=at)
    announce(ReviewReportDecided(report=str(row.pk), restored=False), by=by, at=at)
    return row


@one_transaction
def restore_review(
    row: ReviewReport, *, answer: str, by: Person, at: datetime
) -> ReviewReport:
    """Another of the team has looked again: the review is shown and counts again.

    :raises Invalid: no reasons. :raises NotAllowed: not the team, or who decided before.
    :raises Refused: `not_hidden`.
    """
    answer = texts.required(answer, field="answer", most=2000)
    review = _locked(row.review)
    row = ReviewReport.objects.select_for_update().get(pk=row.pk)
    _allowed(review, by, at=at)
    if row.decided_by_id == by.pk:
        raise NotAllowed("four_eyes", _("Somebody else of the team must look at it again."))
    if not row.upheld or row.restored_at:
        raise Refused("not_hidden", _("This review is not hidden."))
    row.restored_at, row.restored_by, row.restored_why = at, by, answer
    row.save(update_fields=["restored_at", "restored_by", "restored_why"])
    if not review.reports.filter(upheld=True, restored_at=None).exists():
        _hide(review, hidden_at=None, at=at)
    announce(ReviewReportDecided(report=str(row.pk), restored=True), by=by, at=at)
    return row


def _allowed(review: Review, by: Person, *, at: datetime) -> None:
    concerned = (review.customer_id, review.booking.helper.person_id)
    if not is_staff(by, at=at) or by.pk in concerned:
        raise NotAllowed("staff_only", _("Only our team can do this."))


def _hide(review: Review, *, hidden_at: datetime | None, at: datetime) -> None:
    review.hidden_at = hidden_at
    review.save(update_fields=["hidden_at"])
    if review.side == Review.Side.CUSTOMER:
        member = HelperBrand.objects.get(helper=review.helper_id)
        helpers.strike_outcome(
            member, "public_stars", subject=review.booking.subject, struck=bool(hidden_at), by=None, at=at
        )  # fmt: skip
