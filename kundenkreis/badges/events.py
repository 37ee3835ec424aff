"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeGiven(Event):
    """One deed came to something."""

    name = "badge_given"
    badge: int
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
