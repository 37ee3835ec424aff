"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.reputation.models import AbilityGrant, MemberOutcome


class ReputationData(PersonalData):
    tables = ("MemberOutcome", "AbilityGrant")

    def export(self, person: Person) -> dict[str, Any]:
        """Her outcomes and abilities with all reasons. With whom an outcome was is the other's."""
        outcomes = MemberOutcome.objects.filter(person=person).order_by("at")
        grants = AbilityGrant.objects.filter(person=person).order_by("given_at")
        return {
            "outcomes": list(outcomes.values("kind", "subject", "good", "at", "title")),
            "abilities": list(
                grants.values(
                    "ability", "given_at", "given_why", "given_words", "evidence", "ended_at", "ended_why",
                    "ended_words", "end_evidence", "objected_at", "objection", "decided_at", "answer", "restored",
                )
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Nobody may do anything in the name of who is gone; others' outcomes stay without her."""
        AbilityGrant.across_brands.filter(person=person).delete()
        MemberOutcome.across_brands.filter(person=person).delete()
        MemberOutcome.across_brands.filter(other=person).update(other=None)
