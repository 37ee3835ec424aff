"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.checks.models import CheckDocument
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ChecksData(PersonalData):
    tables = ("CheckDocument", "CheckReminder")

    def export(self, person: Person) -> dict[str, Any]:
        rows = CheckDocument.objects.filter(helper__person=person).order_by("handed_in_at")
        return {
            "documents": list(
                rows.values("kind", "handed_in_at", "answer", "decided_at", "reason", "erased_at")
            )
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Papers go with who handed them in. That something was checked stays with the visits it allowed."""
        CheckDocument.across_brands.filter(helper__person=person).delete()
