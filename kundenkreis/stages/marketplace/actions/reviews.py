"""Reviews by both sides, double blind: unseen until both have spoken or 14 days have passed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperBrand
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import queries, terms
from kundenkreis.stages.marketplace.actions import moving
from kundenkreis.stages.marketplace.events import ReviewGiven, ReviewRevealed
from kundenkreis.stages.marketplace.models import MARKS, Booking, Review
from kundenkreis.stages.marketplace.sources import word_of
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, State


@transaction.atomic
def review(
    booking: Booking,
    *,
    stars: int,
    text: str = "",
    marks: Mapping[str, int] | None = None,
    by: Person,
    at: datetime,
) -> Review:
    """One side says what it thinks of the other, once; nobody reads it before the other has spoken.

    `marks`: of the customer only, as few as she likes of `MARKS`; shown only summed over many.

    :raises Refused: `not_completed`, `review_closed`, `reviewed_already`. :raises Invalid: `bad_stars`, `bad_marks`.
    :raises NotAllowed: only customer and helper of this visit; words of who is `suspended`.
    """
    booking = moving.locked(booking)
    side = _side(booking, by, at=at)
    done = booking.history.filter(to_state=State.COMPLETED).first()
    if not done:
        raise Refused(
            "not_completed", _("You can give a review once the visit is completed.")
        )
    if not terms.review_open(booking, at=at):
        raise Refused(
            "review_closed", _("Reviews were possible for 14 days after the visit.")
        )
    if not 1 <= stars <= 5:
        sentence = _("Please give one to five stars.")
        raise Invalid("bad_stars", sentence, {"stars": sentence})
    marks = _marks(marks or {}, side)
    if texts.tidy(text):
        moderation.admit(by=by, at=at)
    if booking.reviews.filter(side=side).exists():
        raise Refused("reviewed_already", _("You gave your review already. Thank you."))
    row = booking.reviews.create(
        side=side, customer=booking.customer, helper=booking.helper, stars=stars,
        completed_seq=done.seq, text=texts.tidy(text)[:2000], at=at, **marks,
    )  # fmt: skip
    announce(ReviewGiven(**moving.around(booking), side=side), by=by, at=at)
    if booking.reviews.count() == 2:
        for each in booking.reviews.all():
            _reveal(each, booking, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def reveal(row: Review, *, by: None = None, at: datetime) -> Review:
    """14 days after the visit what was said can be read, also when the other side said nothing."""
    booking = moving.locked(row.booking)
    row = Review.objects.select_for_update().get(pk=row.pk)
    if not row.revealed_at and not terms.review_open(booking, at=at):
        _reveal(row, booking, by=None, at=at)
    return row


def _reveal(row: Review, booking: Booking, *, by: Person | None, at: datetime) -> None:
    row.revealed_at = at
    row.save(update_fields=["revealed_at"])
    if row.side == Review.Side.CUSTOMER:
        member = HelperBrand.objects.get(helper=booking.helper)
        helpers.count_review(
            member, subject=booking.subject, stars=row.stars, **asdict(word_of(booking)), by=by, at=at
        )  # fmt: skip
    announce(ReviewRevealed(**moving.around(booking), side=row.side), by=by, at=at)


def _marks(given: Mapping[str, int], side: str) -> Mapping[str, int]:
    unknown = set(given) - set(MARKS) or set(given.values()) - set(Review.Mark.values)
    if unknown or (given and side != Review.Side.CUSTOMER):
        raise Invalid("bad_marks", _("Only the customer gives these marks, each yes, partly or no."))  # fmt: skip
    return given


def _side(booking: Booking, by: Person, *, at: datetime) -> str:
    """Which side it is; nobody else has seen the visit."""
    sides = queries.sides_of(by, booking, at=at)
    if CUSTOMER in sides:
        return Review.Side.CUSTOMER
    if HELPER in sides:
        return Review.Side.HELPER
    raise NotAllowed("not_yours", _("Only customer and helper review a visit."))
