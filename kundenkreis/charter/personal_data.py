"""What this room keeps about a person; what she voted stands nowhere."""

from datetime import datetime
from typing import Any

from kundenkreis.charter.models import (
    CharterComment,
    CharterProposal,
    CharterSupport,
    CharterVoter,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class CharterData(PersonalData):
    tables = ("CharterProposal", "CharterSupport", "CharterComment", "CharterVoter")

    def export(self, person: Person) -> dict[str, Any]:
        proposed = CharterProposal.objects.filter(author=person)
        said = CharterComment.objects.filter(author=person)
        supported = CharterSupport.objects.filter(person=person)
        lists = CharterVoter.objects.filter(person=person)
        return {
            "charter_proposals": list(proposed.values("title", "why", "text", "at")),
            "charter_comments": list(said.values("proposal__title", "body", "at")),
            "charter_support": list(supported.values("proposal__title", "at")),
            "charter_votes": list(lists.values("proposal__title", "voted")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """What gathers goes with her; what was opened stays without her name, and so does her vote in the sum."""
        mine = CharterProposal.across_brands.filter(author=person)
        mine.filter(opened_at=None, by_brand=False).delete()
        mine.update(author=None)
        CharterSupport.across_brands.filter(person=person).delete()
        CharterComment.across_brands.filter(author=person).delete()
        CharterVoter.across_brands.filter(person=person).update(person=None)
