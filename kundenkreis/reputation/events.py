"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityEvent(Event):
    """Something about one ability of one person."""

    grant: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityGiven(AbilityEvent):
    """Somebody may do more from now on."""

    name = "ability_given"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityEnded(AbilityEvent):
    """Somebody may no longer do something."""

    name = "ability_ended"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityContested(AbilityEvent):
    """Its member objects to the end of an ability."""

    name = "ability_contested"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AbilityContestDecided(AbilityEvent):
    """Somebody else looked at it again, and said why."""

    name = "ability_contest_decided"
