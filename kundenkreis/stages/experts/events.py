"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationEvent(Event):
    """Base: something about a consultation, heard on its case's stream and at the desk."""

    case: str
    consultation: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationAsked(ConsultationEvent):
    """A customer or an agent passes a case to the experts; the money is held."""

    name = "consultation_asked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationOffered(ConsultationEvent):
    """One expert is asked. `expert` is the person."""

    name = "consultation_offered"
    expert: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.expert}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationOfferEnded(ConsultationEvent):
    """What one expert was asked is no longer to be had. `expert` is the person."""

    name = "consultation_offer_ended"
    expert: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.expert}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationAccepted(ConsultationEvent):
    """An expert takes the case. `expert` is the person."""

    name = "consultation_accepted"
    expert: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationClosed(ConsultationEvent):
    """It came to no talk: declined, withdrawn or expired. The money goes back."""

    name = "consultation_closed"
    state: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationEnded(ConsultationEvent):
    """The expert ends the talk with a summary."""

    name = "consultation_ended"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationReviewed(ConsultationEvent):
    """The customer judges; the expert's standing changes."""

    name = "consultation_reviewed"
    stars: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationComplained(ConsultationEvent):
    """The customer says something was wrong: the money waits for a human's decision."""

    name = "consultation_complained"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSettled(ConsultationEvent):
    """The money went to the expert, or back."""

    name = "consultation_settled"
    paid: bool
