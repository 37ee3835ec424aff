"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.signposts.models import Signpost


class SignpostsData(PersonalData):
    tables = ("Signpost",)

    def export(self, person: Person) -> dict[str, Any]:
        """The links a manager set. Who followed them is kept nowhere."""
        rows = Signpost.objects.filter(made_by=person)
        return {"signposts": list(rows.values("product", "topic", "version", "made_at"))}

    def forget(self, person: Person, *, at: datetime) -> None:
        Signpost.across_brands.filter(made_by=person).update(made_by=None)
