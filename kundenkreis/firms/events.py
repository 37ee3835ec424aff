"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmEvent(Event):
    """Something about a firm and one person around it."""

    firm: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"firm:{self.firm}", f"person:{self.person}")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FirmFounded(FirmEvent):
    """A firm works with the brand; `person` is its first dispatcher."""

    name = "firm_founded"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DispatcherNamed(FirmEvent):
    """Somebody speaks for the firm from now on."""

    name = "dispatcher_named"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DispatcherEnded(FirmEvent):
    """Somebody speaks for the firm no longer."""

    name = "dispatcher_ended"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianInvited(FirmEvent):
    """A helper is asked to work for the firm."""

    name = "technician_invited"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianJoined(FirmEvent):
    """She said yes."""

    name = "technician_joined"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianDeclined(FirmEvent):
    """She said no."""

    name = "technician_declined"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianLeft(FirmEvent):
    """She works for the firm no longer."""

    name = "technician_left"
