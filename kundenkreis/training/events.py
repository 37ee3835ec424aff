"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingUnitPublished(Event):
    """A training unit is new or changed."""

    name = "training_unit_published"
    unit: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingUnitWithdrawn(Event):
    """A training unit is offered no longer."""

    name = "training_unit_withdrawn"
    unit: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingTested(Event):
    """Somebody took the test of a unit."""

    name = "training_tested"
    unit: str
    person: str
    passed: bool

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
