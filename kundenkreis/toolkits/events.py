"""What this room announces. What managers set is announced as `terms_set`."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignEvent(Event):
    """Something about a design."""

    design: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DesignKept(DesignEvent):
    """Somebody keeps a design."""

    name = "design_kept"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DesignSubmitted(DesignEvent):
    """Everyone sees it now."""

    name = "design_submitted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DesignWithdrawn(DesignEvent):
    """Its author took it back."""

    name = "design_withdrawn"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DesignRated(DesignEvent):
    """Somebody gave stars."""

    name = "design_rated"
