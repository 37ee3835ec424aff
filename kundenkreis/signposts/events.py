"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostSet(Event):
    """A short link leads somewhere from now on, or nowhere any more."""

    name = "signpost_set"
    link: str
