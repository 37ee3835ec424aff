"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.badges.models import Badge
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class BadgesData(PersonalData):
    tables = ("Badge",)

    def export(self, person: Person) -> dict[str, Any]:
        """All, also hidden ones."""
        rows = Badge.objects.filter(person=person)
        return {"badges": list(rows.values("kind", "title", "people", "days", "done_at", "given_at", "hidden_at"))}  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """They go with her."""
        Badge.across_brands.filter(person=person).delete()
