"""Who may do what about others' texts. Pure: facts in, yes or no out."""

from kundenkreis.people.models import Person, Role

# Texts somebody may report in one hour: plenty for a person.
FLAGS_AN_HOUR = 20


def may_flag(person: Person) -> bool:
    """Everybody with an account; without one there is the form for notices."""
    return not person.is_guest


def may_moderate(roles: set[str]) -> bool:
    """Decide about texts."""
    return Role.Kind.MODERATOR in roles
