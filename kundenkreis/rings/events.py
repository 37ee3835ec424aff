"""What this room announces: ids only, live for nobody."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RingSent(Event):
    """A message to a few."""

    name = "ring_sent"
    ring: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RingGone(Event):
    """It was taken back, its time was over, or moderators hid or showed it."""

    name = "ring_gone"
    ring: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RingDigestDue(Event):
    """Somebody wants her messages once a week, and the week is over."""

    name = "ring_digest_due"
    person: str
    since: str
