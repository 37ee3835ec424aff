"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent(Event):
    """Base: heard on the case's stream and at the desk."""

    case: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken(DeskEvent):
    """An agent works on the case."""

    name = "case_taken"
    agent: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReleased(DeskEvent):
    """The agent no longer works on it."""

    name = "case_released"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AgentWriting(DeskEvent):
    """The agent has begun to write. For the live pages only; at most one a minute and case."""

    name = "agent_writing"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAsked(DeskEvent):
    """Someone wants to be called."""

    name = "callback_asked"
    wish: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackDue(DeskEvent):
    """The time for the call has come and nobody has noted it as done."""

    name = "callback_due"
    wish: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackDone(DeskEvent):
    """The customer was called."""

    name = "callback_done"
    wish: str
