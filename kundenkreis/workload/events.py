"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadHigh(Event):
    """One member carried much of a week."""

    name = "workload_high"
    hint: int
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
