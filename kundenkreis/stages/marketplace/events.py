"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingEvent(Event):
    """Something about a booking: heard on its case's stream, by both people, and at the desk."""

    booking: str
    case: str
    customer: str
    # The helper's person.
    helper: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (
            f"case:{self.case}",
            f"person:{self.customer}",
            f"person:{self.helper}",
            "desk",
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMoved(BookingEvent):
    """A row of `transitions.py` happened: by its name, into this state, as the n-th of the booking."""

    name = "booking_moved"
    transition: str
    state: str
    seq: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TimesProposed(BookingEvent):
    """One side asks whether the visit may be at another time."""

    name = "times_proposed"
    proposal: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TimesAnswered(BookingEvent):
    """None of the times was taken: declined, withdrawn or expired. What was taken is a `BookingMoved`."""

    name = "times_answered"
    proposal: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffAwaited(BookingEvent):
    """The visit was completed a day ago, and its customer has not signed off."""

    name = "sign_off_awaited"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianSpared(BookingEvent):
    """The firm sends somebody else; `before` is who was to come."""

    name = "technician_spared"
    before: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionNamed(BookingEvent):
    """The firm has said yes: this second technician goes along."""

    name = "companion_named"
    companion: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionSpared(BookingEvent):
    """Who was to go along does not: called off, moved, or another goes."""

    name = "companion_spared"
    companion: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGiven(BookingEvent):
    """One side said what it thinks of the other; still unseen."""

    name = "review_given"
    side: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRevealed(BookingEvent):
    """A review can be read now."""

    name = "review_revealed"
    side: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraProposed(BookingEvent):
    """The helper asks whether something may be added."""

    name = "extra_proposed"
    extra: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAnswered(BookingEvent):
    """It was agreed to, refused, or lapsed with the visit."""

    name = "extra_answered"
    extra: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperMoved(BookingEvent):
    """The helper on the way showed a new place, or none any more. The place itself is not told."""

    name = "helper_moved"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTicked(BookingEvent):
    """One side said that something is done: called, or will be there."""

    name = "visit_ticked"
    tick: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPriceDue(BookingEvent):
    """A regular visit is near and its price could not be set aside: its customer is asked to pay."""

    name = "visit_price_due"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReminded(BookingEvent):
    """It is time to think of the visit: by kind of `VisitReminder`."""

    name = "visit_reminded"
    kind: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPhotosChanged(BookingEvent):
    """A photo of the visit came or went."""

    name = "visit_photos_changed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened(Event):
    """Someone wishes for a visit."""

    name = "request_opened"
    request: str
    case: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", "desk")


class _ForTheTeamAlone(Event):
    """Heard at the desk, and on no stream of the people around the visit."""

    @property
    def topics(self) -> tuple[str, ...]:
        return ("desk",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised(_ForTheTeamAlone):
    """Someone at a visit told the team that something is not right."""

    name = "concern_raised"
    concern: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernHandled(_ForTheTeamAlone):
    """One of the team took care of it."""

    name = "concern_handled"
    concern: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReplied(BookingEvent):
    """Who was reviewed by this side has replied."""

    name = "review_replied"
    side: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReported(_ForTheTeamAlone):
    """Somebody says that a review should not stand there."""

    name = "review_reported"
    report: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReportDecided(_ForTheTeamAlone):
    """The team has decided about a review, or shows it again."""

    name = "review_report_decided"
    report: str
    restored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchEvent(Event):
    """Something about the search for whoever can come first."""

    dispatch: str
    case: str
    customer: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", f"person:{self.customer}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchBegun(DispatchEvent):
    """Whoever can come first is looked for."""

    name = "dispatch_begun"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSent(DispatchEvent):
    """A few helpers were asked together; `helpers` are their persons."""

    name = "wave_sent"
    wave: int
    helpers: list[str]

    @property
    def topics(self) -> tuple[str, ...]:
        people = tuple(f"person:{helper}" for helper in self.helpers)
        return (f"case:{self.case}", "desk", *people)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchEnded(DispatchEvent):
    """Somebody comes, nobody can, or the customer wants it no longer."""

    name = "dispatch_ended"
    outcome: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TipGiven(BookingEvent):
    """The customer gave the helper something more."""

    name = "tip_given"
    amount: int
    currency: str
