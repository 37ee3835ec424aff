"""Pages of this room."""

from django.urls import path

from kundenkreis.stages.marketplace.reviews.views import deciding
from kundenkreis.stages.marketplace.reviews.views import reading as reviews
from kundenkreis.stages.marketplace.views import (
    again,
    asking,
    bills,
    concerns,
    days,
    disputes,
    extras,
    faces,
    feeds,
    firms,
    order,
    ordered,
    refunds,
    safety,
    searches,
    time_proposals,
    tips,
    trips,
    vouchers,
    work,
)
from kundenkreis.stages.marketplace.views import visits as views

CASE = "cases/<uuid:pk>/visit/"
BOOKING = "bookings/<uuid:pk>/"
SEARCH = "searches/<uuid:pk>/"
OFFER = "offers/<uuid:pk>/"

urlpatterns = [
    path(CASE, order.package, name="visit-package"),
    path(f"{CASE}place/", order.place, name="visit-place"),
    path(f"{CASE}slots/", order.slots, name="visit-slots"),
    path(f"{CASE}windows/", order.windows, name="visit-windows"),
    path(f"{CASE}contact/", order.contact, name="visit-contact"),
    path(f"{CASE}check/", order.check, name="visit-check"),
    path(f"{CASE}voucher/", vouchers.voucher, name="visit-voucher"),
    path(f"{BOOKING}replacement/", searches.replacement, name="booking-replacement"),
    path(SEARCH, searches.search, name="search"),
    path(f"{SEARCH}withdrawal/", searches.withdrawal, name="search-withdrawal"),
    path(f"{OFFER}acceptance/", asking.acceptance, name="offer-acceptance"),
    path(f"{OFFER}refusal/", asking.refusal, name="offer-refusal"),
    path("bookings/", views.bookings, name="bookings"),
    path(BOOKING, views.booking, name="booking"),
    path(f"{BOOKING}confirmation/", ordered.confirmation, name="booking-confirmation"),
    path(f"{BOOKING}payment/", ordered.payment, name="booking-payment"),
    path(f"{BOOKING}bill/", bills.bill, name="booking-bill"),
    path(f"{BOOKING}tip/", tips.tip, name="booking-tip"),
    path(f"{BOOKING}cancellation/", views.cancellation, name="booking-cancellation"),
    path(f"{BOOKING}reschedule/", views.reschedule, name="booking-reschedule"),
    path(f"{BOOKING}favourite/", again.favourite, name="booking-favourite"),
    path(f"{BOOKING}avoidance/", again.avoidance, name="booking-avoidance"),
    path(f"{BOOKING}repetition/", again.repetition, name="booking-repetition"),
    path(f"{BOOKING}time-proposals/", time_proposals.proposals, name="time-proposals"),
    *(
        path(f"time-proposals/<uuid:pk>/{noun}/", door, name=f"time-{noun}")
        for noun, door in (
            ("acceptance", time_proposals.acceptance),
            ("refusal", time_proposals.refusal),
            ("withdrawal", time_proposals.withdrawal),
        )
    ),
    path(f"{BOOKING}completion/", work.completion, name="booking-completion"),
    path(f"{BOOKING}unsuccessful/", work.unsuccessful, name="booking-unsuccessful"),
    path(f"{BOOKING}photos/", work.photos, name="booking-photos"),
    path(f"{BOOKING}position/", trips.position, name="booking-position"),
    path(f"{BOOKING}position/removal/", trips.removal, name="booking-position-removal"),
    path(f"{BOOKING}review/", reviews.review, name="booking-review"),
    path("neighbours/<uuid:pk>/", reviews.neighbour, name="neighbour"),
    path("reviews/<uuid:pk>/reply/", reviews.reply, name="review-reply"),
    path("reviews/<uuid:pk>/report/", reviews.report, name="review-report"),
    path("reviews/<uuid:pk>/report/receipt/", reviews.receipt, name="report-receipt"),
    path("review-reports/", deciding.reports, name="review-reports"),
    path("review-reports/<uuid:pk>/decision/", deciding.decision, name="report-decision"),
    path(
        "review-reports/<uuid:pk>/restoration/",
        deciding.restoration,
        name="report-restoration",
    ),
    path(f"{BOOKING}concern/", concerns.concern, name="booking-concern"),
    path(f"{BOOKING}concern/receipt/", concerns.receipt, name="concern-receipt"),
    path(f"{BOOKING}disputes/", disputes.dispute, name="booking-disputes"),
    *(
        path(
            f"{BOOKING}disputes/{noun}/",
            disputes.step,
            {"noun": noun},
            name=f"dispute-{noun}",
        )
        for noun in disputes.STEPS
    ),
    path(f"{BOOKING}refunds/", refunds.refunds, name="booking-refunds"),
    path(
        "certifications/<uuid:pk>/suspension/",
        safety.suspension,
        name="certification-suspension",
    ),
    path(
        "verifications/<int:pk>/revocation/",
        safety.revocation,
        name="verification-revocation",
    ),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/<uuid:pk>/handling/", concerns.handling, name="concern-handling"),
    path("portraits/<uuid:pk>/", faces.portrait, name="portrait"),
    path("photos/<uuid:pk>/", work.photo, name="photo"),
    path("photos/<uuid:pk>/removal/", work.removal, name="photo-removal"),
    path(f"{BOOKING}extras/", extras.extras, name="booking-extras"),
    path("extras/<uuid:pk>/", extras.extra, name="extra"),
    path("extras/<uuid:pk>/consent/", extras.consent, name="extra-consent"),
    path("extras/<uuid:pk>/refusal/", extras.refusal, name="extra-refusal"),
    *(
        path(f"{BOOKING}{noun}/", views.step, {"noun": noun}, name=f"booking-{noun}")
        for noun in views.STEPS
        if noun not in ("completion", "unsuccessful")  # pages of their own, above
    ),
    path("helper/feeds/<str:secret>/visits.ics", feeds.visits, name="helper-feed-visits"),
    path("firm/", firms.firm, name="firm"),
    path("firm/visits/<uuid:pk>/", firms.assignment, name="firm-visit"),
    path("firm/visits/<uuid:pk>/refusal/", firms.refusal, name="firm-visit-refusal"),
    path("helper/", days.day, name="helper-day"),
    path("helper/requests/", asking.requests, name="helper-requests"),
    path("helper/earnings/", days.earnings, name="helper-earnings"),
]
