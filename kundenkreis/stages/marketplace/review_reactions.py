"""Who hears of a reply, of a report, and of what the team decided about a review, with its reasons."""

from django.utils import translation

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.marketplace import reviewed
from kundenkreis.stages.marketplace.events import (
    ReviewReplied,
    ReviewReportDecided,
    ReviewReported,
)
from kundenkreis.stages.marketplace.models import Booking, Review, ReviewReport


def tell_of_reply(event: ReviewReplied, *, row: EventRow) -> None:
    """Who wrote the review can read what the other side answered."""
    booking = Booking.objects.with_names().get(pk=event.booking)
    review = booking.reviews.get(side=event.side)
    other = reviewed.reviewed_person(review)
    values = {"name": other.shown_name, "package": booking.package.words}
    person = reviewed.author(review)
    notify(person=person, kind="review_replied", row=row, values=values, path=booking.path)


def tell_team_of_report(event: ReviewReported, *, row: EventRow) -> None:
    """Moderators and managers have something to decide."""
    values = {"reason": _reasons(reviewed.report_of(event.report))}
    for kind in (Role.Kind.MODERATOR, Role.Kind.MANAGER):
        for person in Person.objects.holding(kind, row.at):
            notify(
                person=person,
                kind="review_reported",
                row=row,
                values=values,
                path="/review-reports/",
            )


def tell_of_decision(event: ReviewReportDecided, *, row: EventRow) -> None:
    """Author, reviewed and reporter read what was decided, and why."""
    report = reviewed.report_of(event.report)
    review = Review.objects.select_related(
        "booking__helper__person", "booking__customer", "booking__brand"
    ).get(pk=report.review_id)
    values = {
        "package": review.booking.package.words,
        "reason": _reasons(report),
        "answer": report.restored_why if event.restored else report.answer,
        "phone": review.booking.brand.phone,
        "mail": review.booking.brand.mail,
    }
    hidden = "review_hidden" if not event.restored else "review_restored"
    if report.upheld:
        people = {reviewed.author(review), reviewed.reviewed_person(review)}
        for person in sorted(people, key=lambda person: str(person.pk)):
            kind = hidden if person == reviewed.author(review) else f"{hidden}_other"
            notify(
                person=person, kind=kind, row=row, values=values, path=review.booking.path
            )
    if not event.restored:
        kind = "report_upheld" if report.upheld else "report_not_upheld"
        notify(person=report.by, kind=kind, row=row, values=values, path="/")


def _reasons(report: ReviewReport) -> dict[str, str]:
    words = {}
    for language in report.brand.languages:
        with translation.override(language):
            words[language] = str(report.get_reason_display())
    return words
