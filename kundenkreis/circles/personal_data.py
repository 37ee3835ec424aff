"""What this room keeps about a person; her words are kept by the room of spaces."""

from datetime import datetime
from typing import Any

from kundenkreis.circles.models import CircleInvitation
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class CirclesData(PersonalData):
    tables = ("CircleInvitation", "CirclePromise")

    def export(self, person: Person) -> dict[str, Any]:
        rows = CircleInvitation.objects.filter(person=person)
        return {"circle_invitations": list(rows.values("reason", "at", "answered_at", "accepted"))}  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Why she was asked goes; what a manager promised stays with her nameless row."""
        CircleInvitation.across_brands.filter(person=person).delete()
