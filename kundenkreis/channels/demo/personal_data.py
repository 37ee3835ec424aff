"""The demo's people are invented; being forgotten takes their button away."""

from datetime import datetime
from typing import Any

from kundenkreis.channels.demo.models import DemoPerson
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class DemoData(PersonalData):
    """Buttons of the sign-in page."""

    tables = ("DemoPerson",)

    def export(self, person: Person) -> dict[str, Any]:
        return {}

    def forget(self, person: Person, *, at: datetime) -> None:
        DemoPerson.across_brands.filter(person=person).delete()
