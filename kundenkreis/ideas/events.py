"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaEvent(Event):
    """Something about an idea: heard on its own stream."""

    idea: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"idea:{self.idea}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWritten(IdeaEvent):
    """A new idea stands on the board."""

    name = "idea_written"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaChanged(IdeaEvent):
    """It says something else now, or its author took it back."""

    name = "idea_changed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaVoted(IdeaEvent):
    """Somebody voted for it."""

    name = "idea_voted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUnvoted(IdeaEvent):
    """Somebody took her vote back."""

    name = "idea_unvoted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCommented(IdeaEvent):
    """Somebody wrote below it."""

    name = "idea_commented"
    comment: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaAnswered(IdeaEvent):
    """The brand answered officially."""

    name = "idea_answered"
    comment: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaMoved(IdeaEvent):
    """The brand went a step on with it, and says why."""

    name = "idea_moved"
    step: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaMerged(IdeaEvent):
    """It is part of another idea now."""

    name = "idea_merged"
    into: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSeparated(IdeaEvent):
    """It stands by itself again."""

    name = "idea_separated"
    out_of: str
