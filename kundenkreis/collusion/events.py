"""What this room announces: to moderators only."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class CollusionEvent(Event):
    """Something about a case."""

    @property
    def topics(self) -> tuple[str, ...]:
        return ("moderation",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CollusionFound(CollusionEvent):
    """A night's look opened so many cases."""

    name = "collusion_found"
    cases: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CollusionDecided(CollusionEvent):
    """A moderator decided about a case."""

    name = "collusion_decided"
    case: str
    outcome: str
