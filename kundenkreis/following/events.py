"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDue(Event):
    """It is time for somebody's digest of what came since (ISO moment)."""

    name = "digest_due"
    person: str
    since: str
