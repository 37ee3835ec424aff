"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import BearerToken, Consent, Person, Role, SignInCode
from kundenkreis.people.socket import PersonalData


class PeopleData(PersonalData):
    tables = ("Person", "Role", "Consent", "SignInCode", "BearerToken", "Submission")

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
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        SignInCode.across_brands.filter(email__iexact=person.email or "-").delete()
        BearerToken.objects.filter(person=person).delete()
        person.email = None
        person.contact_email = person.phone = person.name = person.nickname = (
            person.about
        ) = person.portrait = ""
        person.erased_at = at
        person.save()
