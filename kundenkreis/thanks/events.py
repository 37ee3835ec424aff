"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberThanked(Event):
    """Somebody of the team thanked a member."""

    name = "member_thanked"
    thanks: int
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksTextWritten(Event):
    """Somebody of the team wrote words of thanks, or took them back."""

    name = "thanks_text_written"
    text: int
