"""What this room announces: that somebody said something, to nobody but her."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BondsChanged(Event):
    """A customer's or a helper's own list changed. Neither the other side nor what it is, is named."""

    name = "bonds_changed"
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
