"""Who may do what in the community. Pure: facts in, yes or no out."""

from datetime import datetime, timedelta

from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer, Comment, Question

Text = Question | Answer

# What somebody may write in one hour: plenty for a person.
ANSWERS_AN_HOUR = 30
COMMENTS_AN_HOUR = 60
# So long the asker alone says what helped.
ASKER_FIRST = timedelta(days=3)


def may_answer(person: Person, question: Question) -> bool:
    """Everybody with an account, and the asker herself, who may have none."""
    return not person.is_guest or question.author_id == person.pk


def may_take_part(person: Person) -> bool:
    """Thank, follow, say "same here": everybody with an account."""
    return not person.is_guest


def may_accept(person: Person, question: Question, *, staff: bool) -> bool:
    """The asker, or staff on her word. Her own answer too: she may have found it herself."""
    return staff or question.author_id == person.pk


def has_rank(roles: set[str]) -> bool:
    """Whom the community trusts to judge for others."""
    return bool(roles & {Role.Kind.EXPERT, Role.Kind.MODERATOR})


def may_mark(person: Person, answer: Answer, roles: set[str], *, at: datetime) -> bool:
    """Say for a silent asker that an answer solves it: of rank, and the answer is another's."""
    silent = answer.at <= at - ASKER_FIRST
    return has_rank(roles) and silent and answer.author_id != person.pk


def may_thank(person: Person, answer: Answer) -> bool:
    """For what others wrote."""
    return may_take_part(person) and answer.author_id != person.pk


def may_edit(person: Person, text: Text) -> bool:
    """One's own words, while they are in sight."""
    return text.author_id == person.pk and text.hidden_at is None


def may_take_back(person: Person, comment: Comment) -> bool:
    """One's own comment."""
    return comment.author_id == person.pk


def may_moderate(roles: set[str]) -> bool:
    """Hide, keep, show again."""
    return Role.Kind.MODERATOR in roles


def role_of(person: Person, question: Question, roles: set[str]) -> str:
    """What an author is to readers of the answer."""
    if question.author_id == person.pk:
        return Answer.Role.ASKER
    if roles & set(Role.STAFF):
        return Answer.Role.TEAM
    return Answer.Role.EXPERT if Role.Kind.EXPERT in roles else Answer.Role.MEMBER
