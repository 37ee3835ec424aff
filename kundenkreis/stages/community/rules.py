"""Who may do what in the community. Pure: facts in, yes or no out."""

from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.people.models import Person, Role
from kundenkreis.reputation import table
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


def may_mentor(abilities: set[str]) -> bool:
    """Read a sheltered question first, mend it, let it go public."""
    return table.MENTOR in abilities


def is_held(question: Question, roles: set[str], *, hold_hours: int, at: datetime) -> bool:
    """Whether the first hours still belong to customers, and this author is of the team.

    Accounts and bills wait for nobody: only the team can answer.
    """
    commercial = question.topic is not None and question.topic.kind == Topic.Kind.COMMERCIAL
    free_from = (question.released_at or question.asked_at) + timedelta(hours=hold_hours)
    return bool(roles & set(Role.STAFF)) and not commercial and at < free_from


def may_merge(abilities: set[str]) -> bool:
    """Join two questions that are the same, and part them again."""
    return table.MERGE in abilities


def may_sort(abilities: set[str]) -> bool:
    """Put a question under another topic."""
    return table.TOPICS in abilities


def may_mark(person: Person, answer: Answer, abilities: set[str], *, at: datetime) -> bool:
    """Say for a silent asker that an answer solves it: able to, and the answer is another's."""
    silent = answer.at <= at - ASKER_FIRST
    return table.ACCEPT in abilities and silent and answer.author_id != person.pk


def may_thank(person: Person, answer: Answer) -> bool:
    """For what others wrote."""
    return may_take_part(person) and answer.author_id != person.pk


def may_edit(person: Person, text: Text) -> bool:
    """One's own words, while they are in sight."""
    return text.author_id == person.pk and text.hidden_at is None


def may_mend(text: Text, abilities: set[str]) -> bool:
    """A mentor helps to phrase a question before it is public."""
    return isinstance(text, Question) and text.is_sheltered and may_mentor(abilities)


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
