"""What this room announces: ids only, live for nobody."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CircleInvited(Event):
    """A manager asks a member in."""

    name = "circle_invited"
    invitation: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CircleAnswered(Event):
    """She said yes or no."""

    name = "circle_answered"
    invitation: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CirclePromiseSet(Event):
    """The brand promises another number of working days."""

    name = "circle_promise_set"
    days: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLineWritten(Event):
    """Somebody of the circle writes to the brand."""

    name = "direct_line_written"
    line: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLineAnswered(Event):
    """The brand answered."""

    name = "direct_line_answered"
    line: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLineDue(Event):
    """The promise ends soon, or is broken."""

    name = "direct_line_due"
    line: int
    overdue: bool
