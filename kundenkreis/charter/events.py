"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterEvent(Event):
    """Something about one proposal."""

    proposal: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterSupported(CharterEvent):
    """A proposal was written or supported, or a word was said about it."""

    name = "charter_supported"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterVoteOpened(CharterEvent):
    """The list of who may vote is frozen; they may vote."""

    name = "charter_vote_opened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterVoted(CharterEvent):
    """Somebody voted. Who, and what, stands nowhere."""

    name = "charter_voted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterCounted(CharterEvent):
    """The vote is over; the brand has to decide."""

    name = "charter_counted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterDecided(CharterEvent):
    """The brand decided; adopted, there is a new version with its date."""

    name = "charter_decided"
