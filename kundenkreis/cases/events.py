"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """Something about a case: heard on the case's own stream and at the desk."""

    case: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"case:{self.case}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseEvent):
    """Someone asks for help."""

    name = "case_opened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLeft(CaseEvent):
    """The customer can be reached now."""

    name = "contact_left"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWritten(CaseEvent):
    """Someone wrote in the thread."""

    name = "message_written"
    message: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptBegun(CaseEvent):
    """A stage tries."""

    name = "attempt_begun"
    attempt: int
    stage: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptEnded(CaseEvent):
    """A stage's try ended without solving the case."""

    name = "attempt_ended"
    attempt: int
    stage: str
    state: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSolved(CaseEvent):
    """The customer says it is solved; `attempt` did it, where one did."""

    name = "case_solved"
    attempt: int | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseEvent):
    """Withdrawn by its customer, or given up as unsolved."""

    name = "case_closed"
    state: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosedQuietly(CaseEvent):
    """Nothing came of it and nobody went on: the clock has closed it."""

    name = "case_closed_quietly"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """It was not solved after all."""

    name = "case_reopened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(CaseEvent):
    """The private question was answered."""

    name = "feedback_given"
    helped: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDue(CaseEvent):
    """The customer is asked whether it really helped; `again`: for the second and last time."""

    name = "question_due"
    again: bool
