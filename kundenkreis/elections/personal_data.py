"""What this room keeps about a person; whom she voted for stands nowhere."""

from datetime import datetime
from typing import Any

from kundenkreis.elections.models import (
    Candidacy,
    ElectionVoter,
    Mandate,
    Recall,
    RecallSigner,
    RecallVoter,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class ElectionsData(PersonalData):
    tables = (
        "ElectionsAllowed",
        "Election",
        "Candidacy",
        "ElectionVoter",
        "Mandate",
        "Recall",
        "RecallSigner",
        "RecallVoter",
    )

    def export(self, person: Person) -> dict[str, Any]:
        stood = Candidacy.objects.filter(person=person)
        held = Mandate.objects.filter(candidacy__person=person)
        asked = Recall.objects.filter(by=person)
        signed = RecallSigner.objects.filter(person=person)
        listed = RecallVoter.objects.filter(person=person)
        about = Recall.objects.filter(mandate__candidacy__person=person)
        lists = ElectionVoter.objects.filter(person=person)
        return {
            "candidacies": list(stood.values("words", "at", "withdrawn_at", "approvals", "elected")),
            "mandates": list(held.values("since", "until", "ended_at", "reason")),
            "recalls": list(asked.values("words", "at")),
            "recalls_about_me": list(about.values("words", "answer", "at", "recalled")),
            "recall_signatures": list(signed.values("recall__at", "at")),
            "recall_ballots": list(listed.values("recall__at", "voted")),
            "election_ballots": list(lists.values("election__at", "voted")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Her words and name go; the sums stay, and her office ends with her account."""
        held = Mandate.across_brands.filter(candidacy__person=person, ended_at=None)
        held.filter(until__gt=at).update(ended_at=at)
        Recall.across_brands.filter(by=person).update(by=None)
        RecallSigner.across_brands.filter(person=person).delete()
        RecallVoter.across_brands.filter(person=person).update(person=None)
        Recall.across_brands.filter(
            mandate__candidacy__person=person, counted_at=None
        ).update(answer="")
        Candidacy.across_brands.filter(person=person).update(person=None, words="")
        ElectionVoter.across_brands.filter(person=person).update(person=None)
