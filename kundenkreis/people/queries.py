"""Who someone is and what they may be here."""

from datetime import datetime

from kundenkreis.core import ids
from kundenkreis.people.models import BearerToken, Person, Role


def roles_of(person: Person | None, *, at: datetime) -> set[str]:
    """Kinds of role the person holds now at the brand we are inside."""
    if not person:
        return set()
    return set(
        Role.objects.current(at).filter(person=person).values_list("kind", flat=True)
    )


def holds(person: Person | None, *kinds: str, at: datetime) -> bool:
    """Whether the person holds one of these roles here, now."""
    return bool(roles_of(person, at=at) & set(kinds))


def is_staff(person: Person | None, *, at: datetime) -> bool:
    """Agent, moderator or manager of the brand we are inside."""
    return holds(person, *Role.STAFF, at=at)


def person_with_address(email: str) -> Person | None:
    """The account with this proven address."""
    person: Person | None = (
        Person.objects.with_account().filter(email=email.strip().lower()).first()
    )
    return person


def person_with_token(token: str, *, at: datetime) -> Person | None:
    """The person whose API token this is, while it is valid."""
    row = (
        BearerToken.objects.filter(
            fingerprint=ids.fingerprint(token),
            expires_at__gt=at,
            revoked_at__isnull=True,
            person__erased_at__isnull=True,
        )
        .select_related("person")
        .first()
    )
    return row.person if row else None
