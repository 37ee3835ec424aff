"""What this room keeps about a person: reports with her words, decisions about her texts, objections."""

from datetime import datetime
from typing import Any

from kundenkreis.moderation.models import (
    Appeal,
    ContentNotice,
    Flag,
    StatementOfReasons,
    Suspension,
    TextPrint,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData

# What stands in a notice whose sender was erased: the law asks that one was named.
NOBODY, NOWHERE = "–", "erased@example.invalid"


class ModerationData(PersonalData):
    tables = (
        "Flag", "StatementOfReasons", "QueueItem", "Suspension", "Appeal", "ContentNotice", "TextPrint",
    )  # fmt: skip

    def export(self, person: Person) -> dict[str, Any]:
        flags = Flag.objects.filter(by=person)
        statements = StatementOfReasons.objects.filter(author=person)
        suspensions = Suspension.objects.filter(person=person, in_force_at__isnull=False)
        appeals = Appeal.objects.filter(by=person)
        notices = ContentNotice.objects.filter(person=person)
        return {
            "flags": list(flags.values("target", "reason", "text", "at")),
            "statements_of_reasons": list(
                statements.values("target", "outcome", "rule", "facts", "until", "at")
            ),
            "suspensions": list(suspensions.values("kind", "since", "until", "facts")),
            "appeals": list(appeals.values("text", "at", "outcome", "answer")),
            "notices_of_illegal_content": list(
                notices.values("reference", "address", "reason", "name", "email", "at")
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Her words go; what was decided stays as it was told to her."""
        TextPrint.across_brands.filter(person=person).delete()
        Flag.across_brands.filter(by=person).update(text="")
        Appeal.across_brands.filter(by=person).update(text="")
        ContentNotice.across_brands.filter(person=person).update(
            name=NOBODY, email=NOWHERE, reason=""
        )
