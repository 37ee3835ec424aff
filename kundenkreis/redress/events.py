"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundEvent(Event):
    """Base: something happened to a refund of the team."""

    refund: str
    subject: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject, "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked(RefundEvent):
    """A large one waits for a second person."""

    name = "refund_asked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RefundMade(RefundEvent):
    """The money went back."""

    name = "refund_made"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRefused(RefundEvent):
    """The second person said no."""

    name = "refund_refused"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGood(Event):
    """The company gave something for a small fault."""

    name = "made_good"
    subject: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject,)
