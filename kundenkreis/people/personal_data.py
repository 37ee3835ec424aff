"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from kundenkreis.people.models import (
    BearerToken,
    Consent,
    Person,
    Role,
    SignInCode,
    TrustedPerson,
)
from kundenkreis.people.socket import PersonalData


class PeopleData(PersonalData):
    tables = (
        "Person",
        "Role",
        "Consent",
        "SignInCode",
        "BearerToken",
        "Submission",
        "TrustedPerson",
    )

    def export(self, person: Person) -> dict[str, Any]:
        return {
            "profile": {
                "id": str(person.pk),
                "email": person.email,
                "contact_email": person.contact_email,
                "phone": person.phone,
                "name": person.name,
                "nickname": person.nickname,
                "language": person.language,
                "about": person.about,
                "joined_at": person.joined_at.isoformat(),
            },
            "roles": list(
                Role.objects.filter(person=person).values("kind", "since", "until")
            ),
            "consents": list(
                Consent.objects.filter(person=person).values(
                    "kind", "version", "subject", "at", "withdrawn_at"
                )
            ),
            "trusted_persons": _trust(TrustedPerson.objects.filter(customer=person)),
            "trusted_by": list(
                TrustedPerson.objects.filter(person=person).values(
                    "customer__name", "scopes", "invited_at", "confirmed_at", "ended_at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        SignInCode.across_brands.filter(email__iexact=person.email or "-").delete()
        BearerToken.objects.filter(person=person).delete()
        trust = TrustedPerson.across_brands.filter(Q(customer=person) | Q(person=person))
        trust.filter(ended_at__isnull=True).update(ended_at=at, ended_by=person)
        # Whoever was only asked is known from nothing else; she goes with her invitation.
        asked = Person.objects.filter(email__isnull=True, pk__in=trust.values("person"))
        asked.filter(pk__in=trust.filter(confirmed_at=None).values("person")).exclude(
            pk=person.pk
        ).update(name="", contact_email="", phone="")
        trust.update(name="", email="", phone="")
        person.email = None
        person.contact_email = person.phone = person.name = person.nickname = (
            person.about
        ) = person.portrait = ""
        person.erased_at = at
        person.save()


def _trust(rows: Any) -> list[dict[str, Any]]:
    names = "name email phone scopes only_case invited_at agreed_at confirmed_at ended_at"
    return list(rows.values(*names.split()))
