"""Many people at once: accounts and roles in a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people import queries
from kundenkreis.people.models import Person, Role

AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who gets an account with this address, unless it has one."""

    email: str
    name: str
    phone: str
    language: str


@transaction.atomic
def join_all(
    newcomers: Sequence[Newcomer], *, by: Person | None, at: datetime
) -> dict[str, Person]:
    """The accounts of these addresses by address, made where there is none. Whoever has one keeps her words.

    The address counts as hers once she signs in with a code sent there.
    """
    Person.objects.bulk_create(
        [
            Person(
                email=one.email, name=one.name, phone=one.phone, language=one.language, joined_at=at
            )
            for one in newcomers
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )  # fmt: skip
    wanted = [one.email for one in newcomers]
    people = Person.objects.with_account().filter(email__in=wanted)
    return {person.email or "": person for person in people}


@transaction.atomic
def grant_all(
    people: Sequence[Person], kind: str, *, by: Person | None, at: datetime
) -> set[UUID]:
    """All of them hold this role from now on; the ids of those who did not before.

    :raises NotAllowed: only managers grant (or the operator: by=None).
    """
    if by and not queries.holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_manager", _("Only managers give roles."))
    held = Role.objects.filter(person__in=people, kind=kind, until=None)
    missing = {person.pk for person in people} - set(held.values_list("person", flat=True))
    Role.objects.bulk_create(
        [Role(person_id=pk, kind=kind, since=at, granted_by=by) for pk in missing],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return missing
