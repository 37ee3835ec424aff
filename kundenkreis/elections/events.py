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
