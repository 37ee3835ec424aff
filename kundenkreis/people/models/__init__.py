"""People, their roles and consents, and the ways they prove who they are."""

from kundenkreis.people.models.entry import BearerToken, SignInCode, Submission
from kundenkreis.people.models.persons import (
    Consent,
    People,
    Person,
    PersonQuerySet,
    Role,
    RoleQuerySet,
)
from kundenkreis.people.models.trust import TrustedPerson, TrustedPersonQuerySet

__all__ = [
    "BearerToken",
    "Consent",
    "People",
    "Person",
    "PersonQuerySet",
    "Role",
    "RoleQuerySet",
    "SignInCode",
    "Submission",
    "TrustedPerson",
    "TrustedPersonQuerySet",
]
