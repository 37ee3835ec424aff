"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionsSet(Event):
    """The brand wants elections, or no longer."""

    name = "elections_allowed"
    allowed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionEvent(Event):
    """Something about one election."""

    election: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionVoteOpened(ElectionEvent):
    """The list of who may vote is frozen; they may vote."""

    name = "election_vote_opened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionBalloted(ElectionEvent):
    """A ballot was given, or somebody stands or no longer does. Who, and for whom, stands nowhere."""

    name = "election_balloted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCounted(ElectionEvent):
    """The sums stay; who is elected has the office from now on."""

    name = "election_counted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(Event):
    """Somebody resigned, or was recalled with a reason."""

    name = "mandate_ended"
    mandate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallEvent(Event):
    """Something about one petition for a recall."""

    recall: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallAsked(RecallEvent):
    """A member asks that an office ends."""

    name = "recall_asked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallVoteOpened(RecallEvent):
    """Enough signed; who may vote is written down."""

    name = "recall_vote_opened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallBalloted(RecallEvent):
    """A vote was given, or the one answered whom it is about. Who, and what, stands nowhere."""

    name = "recall_balloted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RecallOver(RecallEvent):
    """Too few signed, or the sums stay; where more wanted it, the office has ended."""

    name = "recall_over"
