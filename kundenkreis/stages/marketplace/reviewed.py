"""Reads around reviews: whose they are, which everyone may read, and what the marks say together."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.stars import FEWEST_REVIEWS
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import MARKS, Review, ReviewReport


def reviewed_person(review: Review) -> Person:
    """Who was judged: the helper by the customer, the customer by the helper."""
    if review.side == Review.Side.CUSTOMER:
        return review.booking.helper.person
    return review.booking.customer


def author(review: Review) -> Person:
    """Who wrote it."""
    if review.side == Review.Side.CUSTOMER:
        return review.booking.customer
    return review.booking.helper.person


def public_reviews(helper: Helper) -> QuerySet[Review]:
    """What everyone may read of this helper at this brand, latest first: said by customers, shown."""
    rows = Review.objects.filter(
        helper=helper, side="customer", revealed_at__isnull=False, hidden_at=None
    )
    return rows.select_related("reply", "booking__package__brand").order_by("-revealed_at", "-pk")  # fmt: skip


def review_for(pk: UUID | str, persons: Sequence[Person]) -> Review:
    """A review these persons can read: everyone what customers said, both sides what helpers said.

    :raises NotFound: none, not shown yet, or not theirs.
    """
    theirs = Q(side="customer") | Q(customer__in=persons) | Q(helper__person__in=persons)
    rows = Review.objects.filter(theirs, public_id=pk, revealed_at__isnull=False, hidden_at=None)  # fmt: skip
    found = rows.select_related(
        "reply", "booking__helper__person", "booking__customer", "booking__package__brand"
    ).first()
    if not found:
        raise NotFound("not_found", _("There is no such review."))
    return found


def marks_of(helper: Helper) -> dict[str, tuple[int, int]]:
    """For each mark how many said yes, of how many who answered; only where five or more did."""
    counts = {
        f"{mark}_{name}": Count("pk", filter=Q(**{f"{mark}__{lookup}": value}))
        for mark in MARKS
        for name, lookup, value in (("yes", "exact", Review.Mark.YES), ("all", "isnull", False))
    }  # fmt: skip
    found = public_reviews(helper).order_by().aggregate(**counts)
    pairs = {mark: (found[f"{mark}_yes"], found[f"{mark}_all"]) for mark in MARKS}
    return {mark: pair for mark, pair in pairs.items() if pair[1] >= FEWEST_REVIEWS}


def reports() -> QuerySet[ReviewReport]:
    """All reports, the open first."""
    rows = ReviewReport.objects.select_related(
        "review__booking__helper__person", "review__booking__customer", "by", "decided_by", "restored_by", "review__reply"
    )  # fmt: skip
    return rows.order_by("-decided_at", "-at")


def report_of(pk: UUID | str) -> ReviewReport:
    """The report with this id, for the team.

    :raises NotFound: there is none.
    """
    found = reports().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such report."))
    return found
