"""What contests keep about a person: the content stays, the person goes."""

from datetime import datetime
from typing import Any

from kundenkreis.contests.models import ContestEntry, Juror, JuryVerdict, Lemon
from kundenkreis.core.held_back import held_back
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ContestsData(PersonalData):
    tables = ("IdeaContest", "ContestEntry", "Lemon", "Juror", "JuryVerdict")

    def export(self, person: Person) -> dict[str, Any]:
        entries = ContestEntry.objects.filter(author=person)
        lemons = Lemon.objects.filter(giver=person)
        seats = Juror.objects.filter(person=person)
        verdicts = JuryVerdict.objects.filter(juror__person=person)
        return {
            "contest_entries": list(entries.values("contest__title", "title", "body", "at", "withdrawn_at", "place")),
            "contest_tokens": list(lemons.values("contest__title", "entry__title", "at")),
            "jury_seats": list(seats.values("contest__title", "shown_as", "at")),
            "jury_verdicts": list(verdicts.values("entry__title", "marks", "reason", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Entries stay without her names; so do a juror's reasons, which others rely on."""
        Lemon.across_brands.filter(giver=person).delete()
        Juror.across_brands.filter(person=person).update(shown_as="–")
        names = [person.name, person.nickname]
        for entry in ContestEntry.across_brands.filter(author=person):
            title = held_back(entry.title, names=names)[0][:120]
            body = held_back(entry.body, names=names)[0]
            ContestEntry.across_brands.filter(pk=entry.pk).update(title=title, body=body)
