"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaEvent(Event):
    """Something about a picture, film or recording."""

    media: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MediaAdded(MediaEvent):
    """Somebody brought one."""

    name = "media_added"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MediaDescribed(MediaEvent):
    """Its words, captions or poster changed."""

    name = "media_described"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRemoved(MediaEvent):
    """It is gone for good."""

    name = "media_removed"
