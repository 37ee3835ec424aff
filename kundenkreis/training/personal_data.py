"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.training.models import TrainingAttempt, TrainingText, TrainingUnit


class TrainingData(PersonalData):
    tables = ("TrainingUnit", "TrainingText", "TrainingAttempt")

    def export(self, person: Person) -> dict[str, Any]:
        rows = TrainingAttempt.objects.filter(person=person).order_by("at")
        return {
            "training_tests": list(
                rows.values("unit", "language", "right", "asked", "at", "passed_at")
            ),
            "training_units_written": list(
                TrainingText.objects.filter(edited_by=person).values(
                    "unit", "language", "title", "edited_at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Units belong to the brand and stay without their author; tries go with who tried."""
        TrainingAttempt.across_brands.filter(person=person).delete()
        TrainingUnit.across_brands.filter(made_by=person).update(made_by=None)
        TrainingUnit.across_brands.filter(withdrawn_by=person).update(withdrawn_by=None)
        TrainingText.across_brands.filter(edited_by=person).update(edited_by=None)
