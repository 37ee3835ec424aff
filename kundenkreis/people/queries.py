"""Who someone is and what they may be here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.core import ids, scope
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.people.models import BearerToken, Person, Role, TrustedPerson

INVITATION = "kundenkreis.trusted-person"


def roles_of(person: Person | None, *, at: datetime) -> set[str]:
    """Kinds of role the person holds now at the brand we are inside."""
    if not person:
        return set()
    if person.known_roles and person.known_roles[:2] == (scope.brand_id(), at):
        return set(person.known_roles[2])
    return set(_kinds(person, at))


@asked
def _kinds(person: Person, at: datetime) -> QuerySet[Any, Any]:
    rows = Role.objects.current(at).filter(person=person).order_by()
    return rows.values_list("kind", flat=True)


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


def trusted_with(persons: Iterable[Person], *, customer: str, case: str) -> Exists:
    """For querysets: one of these persons is trusted by the row's customer, for the row's case.

    `customer` and `case` name the row's columns.
    """
    return Exists(_trusted(customer, case).filter(person__in=persons))


def trusts(person: Person, *, customer: str, case: str) -> Exists:
    """The same of one person; may be asked of a blank."""
    return Exists(_trusted(customer, case).filter(person=person))


def _trusted(customer: str, case: str) -> QuerySet[TrustedPerson]:
    for_it = Q(only_case__isnull=True) | Q(only_case=OuterRef(case))
    return TrustedPerson.objects.all().current().filter(for_it, customer=OuterRef(customer))


def trust_of(person: Person | None, customer: UUID, *, case: UUID) -> list[TrustedPerson]:
    """By what this person acts for the customer in this case, now; nothing for herself."""
    if person is None or person.pk == customer:
        return []
    return _trust(person, customer, case)


@asked
def _trust(person: Person, customer: UUID, case: UUID) -> QuerySet[TrustedPerson]:
    rows = TrustedPerson.objects.all().current().of(person).for_case(case)
    return rows.filter(customer=customer)


def may_book_for(person: Person | None, customer: UUID, *, case: UUID) -> bool:
    """Whether the person may book and cancel for the customer of this case, now."""
    return any(row.may_book for row in trust_of(person, customer, case=case))


def trusted_persons(customer: Person) -> list[TrustedPerson]:
    """Who may act for the customer, or was asked; newest first."""
    rows = TrustedPerson.objects.all().standing().filter(customer=customer)
    return list(rows.select_related("person", "customer").order_by("-invited_at"))


def acting_for(person: Person) -> list[TrustedPerson]:
    """For whom this person acts, or is asked to."""
    rows = TrustedPerson.objects.all().standing().of(person)
    return list(rows.select_related("person", "customer").order_by("-invited_at"))


def trust_between(persons: Iterable[Person], pk: UUID | str) -> TrustedPerson:
    """The row, for one of the two it is about.

    :raises NotFound: for everyone else.
    """
    both = Q(customer__in=list(persons)) | Q(person__in=list(persons))
    rows = TrustedPerson.objects.select_related("person", "customer")
    row: TrustedPerson | None = rows.filter(both, pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such trusted person."))
    return row


def invitation_key(pk: UUID | str) -> str:
    """What the link of an invitation carries; kept nowhere."""
    return signing.dumps(str(pk), salt=INVITATION)


def invitation(pk: UUID, key: str, person: Person | None) -> TrustedPerson:
    """The invitation, for who holds its link, or is signed in as who was asked.

    :raises NotFound: for everyone else, and after 30 days.
    """
    row: TrustedPerson | None = (
        TrustedPerson.objects.all()
        .standing()
        .select_related("customer", "person")
        .filter(pk=pk)
        .first()
    )
    try:
        held = signing.loads(key, salt=INVITATION, max_age=TrustedPerson.VALID) == str(pk)
    except signing.BadSignature:
        held = False
    if not row or not (held or (person and row.person_id == person.pk)):
        raise NotFound("not_found", _("This invitation is no longer valid."))
    return row


def personal_path(person: Person, path: str) -> str:
    """The path of an invitation as who was asked can open it: with its key."""
    start, _slash, rest = path.removeprefix("/trusted-persons/").partition("/")
    if path.startswith("/trusted-persons/") and rest == "invitation/":
        return f"{path}?key={invitation_key(start)}"
    return path
