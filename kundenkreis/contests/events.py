"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestEvent(Event):
    """Something about a contest."""

    contest: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"contest:{self.contest}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContestAnnounced(ContestEvent):
    """A new contest, with rules, prize and days."""

    name = "contest_announced"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContestEntered(ContestEvent):
    """Somebody entered an idea."""

    name = "contest_entered"
    entry: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContestEntryWithdrawn(ContestEvent):
    """Its author took it back."""

    name = "contest_entry_withdrawn"
    entry: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class WeakestMarked(ContestEvent):
    """Somebody used her tokens."""

    name = "contest_weakest_marked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class JurorNamed(ContestEvent):
    """Somebody is asked to judge."""

    name = "contest_juror_named"
    person: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class JuryBegun(ContestEvent):
    """The weakest are sorted out; the jury may judge."""

    name = "contest_jury_begun"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGiven(ContestEvent):
    """A juror judged an entry."""

    name = "contest_verdict_given"
    entry: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContestDecided(ContestEvent):
    """The result is public."""

    name = "contest_decided"
