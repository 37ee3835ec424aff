"""What this room keeps about a person; whom she voted for stands nowhere."""

from datetime import datetime
from typing import Any

from kundenkreis.elections.models import Candidacy, ElectionVoter, Mandate
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ElectionsData(PersonalData):
    tables = ("ElectionsAllowed", "Election", "Candidacy", "ElectionVoter", "Mandate")

    def export(self, person: Person) -> dict[str, Any]:
        stood = Candidacy.objects.filter(person=person)
        held = Mandate.objects.filter(candidacy__person=person)
        lists = ElectionVoter.objects.filter(person=person)
        return {
            "candidacies": list(stood.values("words", "at", "withdrawn_at", "approvals", "elected")),
            "mandates": list(held.values("since", "until", "ended_at", "reason")),
            "election_ballots": list(lists.values("election__at", "voted")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Her words and name go; the sums stay, and her office ends with her account."""
        held = Mandate.across_brands.filter(candidacy__person=person, ended_at=None)
        held.filter(until__gt=at).update(ended_at=at)
        Candidacy.across_brands.filter(person=person).update(person=None, words="")
        ElectionVoter.across_brands.filter(person=person).update(person=None)
