"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.drafts.models import Draft
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DraftsData(PersonalData):
    tables = ("Draft",)

    def export(self, person: Person) -> dict[str, Any]:
        """All that was not sent."""
        return {
            "drafts": list(
                Draft.objects.filter(person=person).values("place", "text", "at")
            )
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Nobody will send it."""
        Draft.across_brands.filter(person=person).delete()
