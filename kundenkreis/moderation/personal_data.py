"""What this room keeps about a person: reports with her words, decisions about her texts."""

from datetime import datetime
from typing import Any

from kundenkreis.moderation.models import Flag, StatementOfReasons
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ModerationData(PersonalData):
    tables = ("Flag", "StatementOfReasons")

    def export(self, person: Person) -> dict[str, Any]:
        flags = Flag.objects.filter(by=person)
        statements = StatementOfReasons.objects.filter(author=person)
        return {
            "flags": list(flags.values("target", "reason", "text", "at")),
            "statements_of_reasons": list(
                statements.values("target", "outcome", "rule", "facts", "at")
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Her words go; what was decided stays as it was told to her."""
        Flag.across_brands.filter(by=person).update(text="")
