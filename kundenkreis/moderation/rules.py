"""Who may do what about others' texts, and what the rules do by themselves. Pure."""

from collections.abc import Collection
from datetime import timedelta

from kundenkreis.moderation.models import Rule
from kundenkreis.people.models import Person, Role

# Texts somebody may report in one hour: plenty for a person.
FLAGS_AN_HOUR = 20
# What may go out of sight before a person looks: what is plain to see. Whether something is against
# the law, or wrong, only a person says.
PLAIN = {Rule.SPAM, Rule.RUDE, Rule.PERSONAL_DATA}
# So many different people must have reported it; one alone never hides anything.
REPORTERS_TO_HIDE = 2
# A newcomer is kept from writing until a person has looked, at most so long.
REPORTERS_TO_SILENCE = 3
SILENCE = timedelta(days=3)
NEWCOMER = timedelta(days=30)
# Whose income hangs on being seen: two persons decide (four eyes).
EARNING = {Role.Kind.EXPERT, Role.Kind.HELPER}
LONGEST_SUSPENSION = 365
STAFF = Role.STAFF
# Said to a few: only the brand's own moderators look at it when it was reported.
PRIVATE = frozenset({"space-question", "space-answer", "ring"})
# Public texts of one person in an hour; of who came today; of all who came today in one network.
TEXTS_AN_HOUR = 60
FIRST_TEXTS_AN_HOUR = 10
NETWORK_TEXTS_AN_HOUR = 30
# Notices of illegal content from one address in an hour, and how high they stand in the queue.
NOTICES_AN_HOUR = 20
NOTICE_SCORE = 20.0


def may_flag(person: Person) -> bool:
    """Everybody with an account; without one there is the form for notices."""
    return not person.is_guest


def may_moderate(roles: Collection[str]) -> bool:
    """Decide about texts."""
    return Role.Kind.MODERATOR in roles


def may_decide(roles: Collection[str], kind: str) -> bool:
    """Decide about one kind of text; members who were elected, never about what was said in private."""
    return may_moderate(roles) or (Role.Kind.ELECTED in roles and kind not in PRIVATE)


def hides_itself(
    reasons: Collection[str], *, score: float, reporters: int, high: float, staff: bool, trusted: bool = False
) -> bool:  # fmt: skip
    """Whether the reports alone take a text out of sight until a moderator has looked.

    Never for one reporter, but for who was right so often that hers count at once (`trusted`); never for
    the team's own texts, never for what only a person can judge.
    """
    plain = bool(reasons) and set(reasons) <= PLAIN
    enough = trusted or (reporters >= REPORTERS_TO_HIDE and score >= high)
    return plain and not staff and enough


def silences(reporters: int, *, age: timedelta, roles: Collection[str]) -> bool:
    """Whether a newcomer may not write on until a moderator has looked."""
    standing = set(roles) & {*EARNING, *Role.STAFF}
    return reporters >= REPORTERS_TO_SILENCE and age < NEWCOMER and not standing


def touches_income(roles: Collection[str]) -> bool:
    """Whether a suspension needs a second person."""
    return bool(set(roles) & EARNING)
