"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeMoved(Event):
    """A dispute took the step `step` of `steps.py` and is now in `state`; `seq` numbers its history."""

    name = "dispute_moved"
    dispute: str
    subject: str
    step: str
    before: str
    state: str
    seq: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject, "desk")
