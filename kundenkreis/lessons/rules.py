"""Who may make an article of what was solved. Pure."""

from collections.abc import Collection

from kundenkreis.people.models import Role
from kundenkreis.stages.community.rules import may_mentor


def may_tell_case(roles: Collection[str]) -> bool:
    """The team: only it reads cases of others."""
    return bool(set(roles) & set(Role.STAFF))


def may_tell_question(roles: Collection[str], abilities: set[str]) -> bool:
    """The team, and members who may mentor."""
    return may_tell_case(roles) or may_mentor(abilities)
