"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.helpers.models import Slot
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer


class WaitingData(PersonalData):
    tables = ("WaitingEntry", "WaitingOffer")

    def export(self, person: Person) -> dict[str, Any]:
        rows = WaitingEntry.objects.filter(case__customer=person)
        return {
            "waiting": list(
                rows.values(
                    "package", "postal_code", "place", "earliest", "latest", "since",
                    "ended_at", "outcome",
                )
            )
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Whoever is gone waits no longer; what was kept for her is free."""
        mine = WaitingEntry.across_brands.filter(case__customer=person)
        WaitingOffer.across_brands.filter(entry__in=mine).delete()
        Slot.across_brands.filter(kept_for=person).delete()
        mine.delete()
