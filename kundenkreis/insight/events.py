"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCostSet(Event):
    """A manager says what one try of a stage costs; minor units."""

    name = "unit_cost_set"
    stage: str
    amount: int
