"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DuelJudged(Event):
    """Somebody said which of two ideas matters more to her."""

    name = "duel_judged"
    one: str
    other: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"idea:{self.one}", f"idea:{self.other}")
