"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.stages.desk.models import Assignment, CallbackWish


class DeskData(PersonalData):
    tables = ("Assignment", "CallbackWish")

    def export(self, person: Person) -> dict[str, Any]:
        return {
            "assignments": list(
                Assignment.objects.filter(agent=person).values(
                    "case", "taken_at", "released_at"
                )
            ),
            "callbacks": list(
                CallbackWish.objects.filter(case__customer=person).values(
                    "call_from", "call_until", "asked_at", "done_at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Wishes hold no words and no number; who is forgotten is not called any more."""
        CallbackWish.across_brands.filter(case__customer=person, done_at=None).delete()
        Assignment.across_brands.filter(agent=person, released_at=None).update(
            released_at=at
        )
