"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.pauses.models import Pause
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class PausesData(PersonalData):
    tables = ("Pause",)

    def export(self, person: Person) -> dict[str, Any]:
        """When she paused."""
        rows = Pause.objects.filter(person=person).order_by("begins_at")
        return {"pauses": list(rows.values("begins_at", "until"))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """All of it."""
        Pause.across_brands.filter(person=person).delete()
