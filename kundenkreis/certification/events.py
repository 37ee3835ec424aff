"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationEvent(Event):
    """Something on a helper's path; `person` is the helper."""

    certification: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationMoved(CertificationEvent):
    """A row of `transitions.py` happened, into this state, as the n-th of the path."""

    name = "certification_moved"
    transition: str
    state: str
    seq: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisedVisitDone(CertificationEvent):
    """One of the first visits was done: somebody must look at it."""

    name = "supervised_visit_done"
    visit: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisedVisitSeen(CertificationEvent):
    """Somebody looked at it and said how it was."""

    name = "supervised_visit_seen"
    visit: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StepContested(CertificationEvent):
    """The helper says that a decision is not right."""

    name = "step_contested"
    contest: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StepContestAnswered(CertificationEvent):
    """Somebody else looked at it, with reasons."""

    name = "step_contest_answered"
    contest: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PathRequired(Event):
    """From now on a service is only for who has gone its path; or no longer."""

    name = "path_required"
    package: int
    required: bool
