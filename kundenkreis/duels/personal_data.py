"""What this room keeps about a person: which of two ideas she preferred."""

from datetime import datetime
from typing import Any

from kundenkreis.duels.models import Duel
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DuelsData(PersonalData):
    tables = ("Duel",)

    def export(self, person: Person) -> dict[str, Any]:
        rows = Duel.objects.filter(person=person)
        return {
            "idea_duels": list(rows.values("one__title", "other__title", "winner__title", "at"))
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        Duel.across_brands.filter(person=person).delete()
