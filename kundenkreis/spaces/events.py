"""What this room announces. Never live: the stream is no place for private words."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceEvent(Event):
    """Something about one space; ids only."""

    space: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceFounded(SpaceEvent):
    """There is a new space, with its first keeper."""

    name = "space_founded"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceInvited(SpaceEvent):
    """Somebody is asked in by mail."""

    name = "space_invited"
    invitation: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceMemberCame(SpaceEvent):
    """Somebody came in."""

    name = "space_member_came"
    member: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceMemberWent(SpaceEvent):
    """Somebody left, or was removed by a keeper."""

    name = "space_member_went"
    member: int
    removed: bool


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceKeeperNamed(SpaceEvent):
    """Somebody keeps the space from now on."""

    name = "space_keeper_named"
    member: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceEnded(SpaceEvent):
    """Nobody writes there any more; in a month it is erased."""

    name = "space_ended"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceErased(SpaceEvent):
    """A month after its end nothing of it is left."""

    name = "space_erased"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceQuestionAsked(SpaceEvent):
    """A question to the space, or a case shown to it."""

    name = "space_question_asked"
    question: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceAnswerGiven(SpaceEvent):
    """An answer in a space."""

    name = "space_answer_given"
    question: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceCommentWritten(SpaceEvent):
    """A few words about an answer in a space."""

    name = "space_comment_written"
    comment: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceKudosGiven(SpaceEvent):
    """Thanks for an answer in a space."""

    name = "space_kudos_given"
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceSolutionAccepted(SpaceEvent):
    """An answer solved it; said by who asked, or by a colleague."""

    name = "space_solution_accepted"
    question: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceWordsGone(SpaceEvent):
    """Somebody took her words back, or moderators hid or showed them."""

    name = "space_words_gone"
