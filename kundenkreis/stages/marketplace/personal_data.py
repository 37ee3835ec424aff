"""What this room keeps about a person, and how it forgets."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Refused
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.stages.marketplace.models import (
    Address,
    Booking,
    BookingTransition,
    Dispatch,
    Extra,
    Offer,
    Request,
    Review,
    ReviewReply,
    ReviewReport,
    TimeProposal,
    Visit,
    VisitConcern,
    VisitPhoto,
)
from kundenkreis.stages.marketplace.transitions import LIVE


class MarketplaceData(PersonalData):
    tables = ("Request", "Address", "Offer", "Dispatch", "Booking", "Visit", "BookingTransition", "Review", "ReviewReply", "ReviewReport", "Extra", "ExtraAnswer", "VisitPhoto", "VisitConcern", "TimeProposal")  # fmt: skip

    def export(self, person: Person) -> dict[str, Any]:
        mine = Request.objects.filter(case__customer=person)
        bookings = Booking.objects.filter(customer=person) | Booking.objects.filter(
            helper__person=person
        )
        return {
            "requests": list(
                mine.values(
                    "id", "postal_code", "place", "starts_at", "note", "state", "opened_at"
                )
            ),
            "addresses": list(
                Address.objects.filter(request__in=mine).values(
                    "street", "details", "name", "phone", "email"
                )
            ),
            "bookings": list(
                bookings.values(
                    "id",
                    "reference",
                    "state",
                    "price",
                    "currency",
                    "made_at",
                    "visit__report",
                )
            ),
            "times_proposed": list(
                TimeProposal.objects.filter(by=person).values(
                    "booking", "times", "at", "state", "answered_at"
                )
            ),
            "concerns": list(
                VisitConcern.objects.filter(by=person).values(
                    "booking", "reason", "text", "at"
                )
            ),
            "photos": list(
                VisitPhoto.objects.filter(booking__in=bookings).values(
                    "id", "booking", "added_at", "width", "height"
                )
            ),
            "extras": list(
                Extra.objects.filter(booking__in=bookings).values(
                    "words",
                    "price",
                    "currency",
                    "proposed_at",
                    "answer__answer",
                    "answer__at",
                )
            ),
            "searches": list(
                Dispatch.objects.filter(request__in=mine).values(
                    "id", "price", "currency", "begun_at", "ended_at", "outcome"
                )
            ),
            "reviews": list(
                Review.objects.filter(
                    Q(customer=person, side="customer")
                    | Q(helper__person=person, side="helper")
                    | Q(revealed_at__isnull=False)
                    & (Q(customer=person) | Q(helper__person=person))
                ).values("side", "stars", "explained", "on_time", "solved", "text", "at")
            ),
            "review_replies": list(
                ReviewReply.objects.filter(by=person).values("text", "at")
            ),
            "review_reports": list(
                ReviewReport.objects.filter(by=person).values(
                    "reason", "text", "at", "answer", "decided_at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """:raises Refused: `visit_ahead`: whoever waits at a door must not be forgotten silently."""
        ahead = Booking.across_brands.filter(Q(customer=person) | Q(helper__person=person))
        if ahead.filter(state__in=LIVE).exists():
            raise Refused(
                "visit_ahead", _("A visit is still agreed. Please cancel it first.")
            )
        if Dispatch.across_brands.filter(ended_at=None, request__case__customer=person).exists():  # fmt: skip
            raise Refused(
                "visit_ahead", _("Helpers are being asked for you. Please stop that first.")
            )
        mine = Request.across_brands.filter(case__customer=person)
        Address.across_brands.filter(request__in=mine).delete()
        mine.update(note="", lat=None, lng=None, place="", postal_code="")
        booked = Booking.across_brands.filter(customer=person)
        VisitConcern.across_brands.filter(by=person).update(text="")
        VisitPhoto.across_brands.filter(booking__in=booked).delete()
        Visit.across_brands.filter(booking__in=booked).update(report="")
        BookingTransition.across_brands.filter(booking__in=booked).exclude(
            reason=""
        ).update(reason="")
        Offer.across_brands.filter(request__in=mine).update(reason="")
        Review.across_brands.filter(customer=person, side="customer").update(text="")
        ReviewReply.across_brands.filter(by=person).update(text="")
        ReviewReport.across_brands.filter(by=person).update(text="")
        Review.across_brands.filter(helper__person=person, side="helper").update(text="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Bookings without address: vouchers of the books, ten years (OR 958f, HGB 257)."""
        mine = Q(customer=person) | Q(helper__person=person)
        if not Booking.across_brands.filter(mine).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )
