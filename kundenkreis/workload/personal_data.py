"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.workload.models import WorkloadHint


class WorkloadData(PersonalData):
    tables = ("WorkloadHint",)

    def export(self, person: Person) -> dict[str, Any]:
        """When she was told to rest."""
        rows = WorkloadHint.objects.filter(person=person)
        return {"workload_hints": list(rows.values("week", "answers", "of_all"))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """All of it."""
        WorkloadHint.across_brands.filter(person=person).delete()
