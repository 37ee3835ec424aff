"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.forums.models import Imported
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ForumsData(PersonalData):
    tables = ("Imported",)

    def export(self, person: Person) -> dict[str, Any]:
        """Which number she had in the old forum."""
        rows = Imported.objects.filter(person=person)
        return {"old_forum_numbers": list(rows.values("source", "old", "at"))}

    def forget(self, person: Person, *, at: datetime) -> None:
        """The number stays with the nameless row, or importing again would bring her name back."""
