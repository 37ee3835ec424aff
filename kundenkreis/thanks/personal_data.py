"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.thanks.models import Thanks, ThanksText


class ThanksData(PersonalData):
    tables = ("Thanks", "ThanksText")

    def export(self, person: Person) -> dict[str, Any]:
        """Thanks she got, and words she wrote for others."""
        got = Thanks.objects.filter(person=person)
        wrote = ThanksText.objects.filter(written_by=person)
        return {
            "thanks": list(got.values("words", "why", "at")),
            "thanks_texts": list(wrote.values("language", "words", "written_at")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Thanks go with who got them; words of who is gone are used no more."""
        Thanks.across_brands.filter(person=person).delete()
        ThanksText.across_brands.filter(written_by=person, withdrawn_at=None).update(withdrawn_at=at)  # fmt: skip
