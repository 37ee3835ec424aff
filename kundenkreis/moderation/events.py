"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationEvent(Event):
    """Something about a text: heard on the moderators' stream."""

    target: str

    @property
    def topics(self) -> tuple[str, ...]:
        return ("moderation",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFlagged(ModerationEvent):
    """Somebody says that a text should not stand there."""

    name = "content_flagged"
    flag: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContentDecided(ModerationEvent):
    """A decision about a text, with its statement of reasons."""

    name = "content_decided"
    statement: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionProposed(ModerationEvent):
    """A second person has to agree before it counts."""

    name = "suspension_proposed"
    suspension: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReceived(ModerationEvent):
    """Somebody without an account says that something is illegal."""

    name = "notice_received"
    notice: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMade(ModerationEvent):
    """Somebody wants another look."""

    name = "appeal_made"
    appeal: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(ModerationEvent):
    """Somebody else looked again and said why."""

    name = "appeal_decided"
    appeal: str
