"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadEvent(Event):
    """Something about one person: nobody else hears of it live."""

    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCandidacyBegun(LeadEvent):
    """She wants to be looked at."""

    name = "lead_candidacy_begun"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadUserLeft(LeadEvent):
    """She wants it no longer, or left the space: what there was is erased."""

    name = "lead_user_left"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadUserDecided(LeadEvent):
    """People decided about her, with a reason."""

    name = "lead_user_decided"
    invitation: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadUserJoined(LeadEvent):
    """She accepted and is in the space."""

    name = "lead_user_joined"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPostWritten(Event):
    """A word in the private space. Not live: the stream is no place for private words."""

    name = "lead_post_written"
    thread: str
    post: int
