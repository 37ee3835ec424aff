"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PauseChanged(Event):
    """Somebody pauses until then (ISO moment), or again takes part."""

    name = "pause_changed"
    person: str
    until: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PauseOver(Event):
    """A pause that began then (ISO moment) is over: what waited meanwhile may be told now."""

    name = "pause_over"
    person: str
    since: str
