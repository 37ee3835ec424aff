"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEvent(Event):
    """Something about a question: heard on its own stream."""

    question: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"question:{self.question}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(QuestionEvent):
    """A case is public now."""

    name = "question_asked"
    case: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdited(QuestionEvent):
    """A question (then `answer` is empty) or one of its answers says something else now."""

    name = "text_edited"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven(QuestionEvent):
    """Somebody answered."""

    name = "answer_given"
    answer: str
    case: str

    @property
    def topics(self) -> tuple[str, ...]:
        case = (f"case:{self.case}",) if self.case else ()
        return (f"question:{self.question}", *case)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionAccepted(QuestionEvent):
    """The asker says: this answer helped."""

    name = "solution_accepted"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionConfirmed(QuestionEvent):
    """What somebody of rank said for the asker, she says too."""

    name = "solution_confirmed"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionAwaited(QuestionEvent):
    """There are answers, and the asker says nothing: the first, second or third time."""

    name = "solution_awaited"
    answer: str
    number: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionWithdrawn(QuestionEvent):
    """It did not help after all."""

    name = "solution_withdrawn"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWritten(QuestionEvent):
    """Somebody said something about an answer."""

    name = "comment_written"
    answer: str
    comment: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentHidden(QuestionEvent):
    """A comment went out of sight, or is shown again."""

    name = "comment_hidden"
    comment: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class KudosGiven(QuestionEvent):
    """Somebody thanked for an answer."""

    name = "kudos_given"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMerged(QuestionEvent):
    """It is the same as another question."""

    name = "question_merged"
    into: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"question:{self.question}", f"question:{self.into}")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionParted(QuestionMerged):
    """It is another question after all."""

    name = "question_parted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReleased(QuestionEvent):
    """A mentor, or the clock, lets a sheltered question go public."""

    name = "question_released"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSorted(QuestionEvent):
    """It stands under another topic; empty: under none."""

    name = "question_sorted"
    topic: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTaken(QuestionEvent):
    """Somebody writes an answer now."""

    name = "claim_taken"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEnded(QuestionEvent):
    """Others may write again."""

    name = "claim_ended"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRulesSet(Event):
    """Managers set what holds in their community."""

    name = "community_rules_set"
    hold_hours: int
    shelter_first: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClosed(QuestionEvent):
    """No more answers wanted."""

    name = "question_closed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContentHidden(QuestionEvent):
    """A text went out of sight: by moderation, or its author took it back."""

    name = "content_hidden"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRestored(QuestionEvent):
    """It is shown again."""

    name = "content_restored"
    answer: str
