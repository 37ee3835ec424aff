"""What this room keeps about a person: that she stands in a case, and what was decided."""

from datetime import datetime
from typing import Any

from kundenkreis.collusion.models import CollusionMember
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class CollusionData(PersonalData):
    tables = ("CollusionCase", "CollusionMember")

    def export(self, person: Person) -> dict[str, Any]:
        rows = CollusionMember.objects.filter(person=person)
        return {
            "patterns_of_thanks_and_votes": list(
                rows.values(
                    "case__rule", "gave", "received", "case__found_at", "case__outcome", "case__decided_at"
                )
            )
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """She stands in no case any more; what was decided about her is kept by moderation."""
        CollusionMember.across_brands.filter(person=person).delete()
