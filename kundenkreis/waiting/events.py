"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEvent(Event):
    """Something about one who waits: heard on her case's stream and her own."""

    entry: str
    case: str
    customer: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", f"person:{self.customer}")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingBegun(WaitingEvent):
    """A customer waits for a time from now on."""

    name = "waiting_begun"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeKept(WaitingEvent):
    """A freed time is kept for her."""

    name = "time_kept"
    offer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGivenUp(WaitingEvent):
    """A time kept for her is free again: she declined, or did not answer. The next in line is asked."""

    name = "time_given_up"
    helper: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnded(WaitingEvent):
    """She waits no longer."""

    name = "waiting_ended"
    outcome: str
