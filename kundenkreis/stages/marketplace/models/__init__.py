"""Request, Offer, Booking, Visit, the history of a booking, and reviews by both sides.

What Django cannot express about these tables stands in `migrations/sql/marketplace.sql`: a
booking moves only along `transitions.py`, a live booking has its slot, a review has a finished
visit.
"""

from kundenkreis.stages.marketplace.models.bookings import (
    ADDRESS_SEEN,
    Booking,
    PayerKind,
)
from kundenkreis.stages.marketplace.models.companions import Companion
from kundenkreis.stages.marketplace.models.concerns import VisitConcern
from kundenkreis.stages.marketplace.models.extras import Extra, ExtraAnswer
from kundenkreis.stages.marketplace.models.photos import VisitPhoto
from kundenkreis.stages.marketplace.models.replies import ReviewReply, ReviewReport
from kundenkreis.stages.marketplace.models.reviews import MARKS, Review
from kundenkreis.stages.marketplace.models.time_proposals import TimeProposal
from kundenkreis.stages.marketplace.models.trips import TripPosition, VisitReminder
from kundenkreis.stages.marketplace.models.visits import BookingTransition, Visit
from kundenkreis.stages.marketplace.models.waves import Dispatch, DispatchWave
from kundenkreis.stages.marketplace.models.wishes import Address, Offer, Request

__all__ = [
    "ADDRESS_SEEN",
    "MARKS",
    "Address",
    "Booking",
    "BookingTransition",
    "Companion",
    "Dispatch",
    "DispatchWave",
    "Extra",
    "ExtraAnswer",
    "Offer",
    "PayerKind",
    "Request",
    "Review",
    "ReviewReply",
    "ReviewReport",
    "TimeProposal",
    "TripPosition",
    "Visit",
    "VisitConcern",
    "VisitPhoto",
    "VisitReminder",
]
