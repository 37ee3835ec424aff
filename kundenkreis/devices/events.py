"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKeysMade(Event):
    """Keys for so many devices were made."""

    name = "device_keys_made"
    batch: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked(Event):
    """What this device says counts no longer."""

    name = "device_revoked"
    device: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceIssueSeen(Event):
    """A device reported a fault for the first time."""

    name = "device_issue_seen"
    issue: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRulesSet(Event):
    """Other pages may frame the help screen."""

    name = "screen_rules_set"
    ancestors: str
