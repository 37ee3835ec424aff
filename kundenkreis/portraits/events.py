"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperPhotoChanged(Event):
    """A helper shows another photo of herself, or none any more."""

    name = "helper_photo_changed"
    helper: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
