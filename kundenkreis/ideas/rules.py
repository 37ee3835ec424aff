"""Who may do what with ideas, and what a trend is. Pure."""

from kundenkreis.ideas.models import Idea
from kundenkreis.people.models import Person, Role

IDEAS_A_DAY = 10
COMMENTS_AN_HOUR = 30


def trend(*, votes: int, comments: int, hours: float) -> float:
    """Fider's trend: votes and comments of the last 30 days against the age in hours.

    `((5·votes + 3·comments) − 1) / (age + 2)^1.4` (getfider/fider, app/services/sqlstore/postgres/post.go).
    """
    return float((5 * votes + 3 * comments - 1) / (hours + 2) ** 1.4)


def may_take_part(person: Person | None) -> bool:
    """Write, vote, comment: everybody with an account."""
    return person is not None and not person.is_guest


def may_steer(roles: set[str]) -> bool:
    """Say how far the brand is, answer for it, put ideas together."""
    return Role.Kind.MANAGER in roles


def may_edit(person: Person | None, idea: Idea) -> bool:
    """One's own words, until the brand has begun with it: what others voted for stays what it was."""
    own = person is not None and idea.author_id == person.pk
    return own and idea.takes_votes and idea.status == "received"


def may_withdraw(person: Person | None, idea: Idea) -> bool:
    """One's own idea, while it is open."""
    return person is not None and idea.author_id == person.pk and idea.takes_votes
