"""Announcing what happened. Every room announces; the room `notifications` keeps the record.

An event is announced inside the action's transaction and becomes one row there: no NOTIFY, no
job. The relay numbers rows in commit order and lets the other rooms react (decision 1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all announcements. Fields are ids and plain values, never rows."""

    name: ClassVar[str]

    @property
    def topics(self) -> tuple[str, ...]:
        """Live streams that hear of it, such as `case:<id>` or `person:<id>`."""
        return ()


Recorder = Callable[..., None]
_recorders: list[Recorder] = []
KINDS: dict[str, type[Event]] = {}


def event(cls: type[Event]) -> type[Event]:
    """Enter an event class in the register, under its name."""
    KINDS[cls.name] = cls
    return cls


def record_with(recorder: Recorder) -> None:
    """Wiring names who keeps the record."""
    _recorders[:] = [recorder]


def announce(event: Event, *, by: Any, at: datetime) -> None:
    """Write one event row in the transaction under way. `by`: a person, or None for the clock."""
    for recorder in _recorders:
        recorder(event, by=by, at=at)
