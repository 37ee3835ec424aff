"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePublished(Event):
    """People walk this version from now on."""

    name = "guide_published"
    guide: str
    version: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWithdrawn(Event):
    """Nobody finds it any more; who walks it may finish."""

    name = "guide_withdrawn"
    guide: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWalked(Event):
    """Somebody came to an end of her walk: it helped, or she goes on otherwise."""

    name = "guide_walked"
    walk: str
    outcome: str
