"""What this room keeps about a person: her own words and places, never those of others."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.spaces import actions
from kundenkreis.spaces.models import (
    SpaceAnswer,
    SpaceComment,
    SpaceFollow,
    SpaceInvitation,
    SpaceKudos,
    SpaceMember,
    SpaceQuestion,
    SpaceSolution,
)


class SpacesData(PersonalData):
    tables = (
        "SpaceMember", "SpaceInvitation", "SpaceQuestion", "SpaceAnswer", "SpaceSolution", "SpaceFollow",
        "SpaceComment", "SpaceKudos",
    )  # fmt: skip

    def export(self, person: Person) -> dict[str, Any]:
        places = SpaceMember.objects.filter(person=person)
        asked = SpaceQuestion.objects.filter(author=person)
        said = SpaceAnswer.objects.filter(author=person)
        remarks = SpaceComment.objects.filter(author=person)
        thanked = SpaceKudos.objects.filter(giver=person)
        sent = SpaceInvitation.objects.filter(by=person)
        return {
            "spaces": list(places.values("space__name", "space__company", "role", "since", "left_at")),
            "space_questions": list(asked.values("space__name", "title", "body", "at")),
            "space_answers": list(said.values("space__name", "body", "at")),
            "space_comments": list(remarks.values("space__name", "body", "at")),
            "space_kudos": list(thanked.values("space__name", "answer__question__title", "at")),
            "space_invitations": list(sent.values("space__name", "email", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """She leaves; her words go. A question that others answered stays without a word of hers."""
        actions.leave_all(by=person, at=at)
        SpaceFollow.across_brands.filter(person=person).delete()
        SpaceSolution.across_brands.filter(by=person).exclude(
            question__author=person
        ).delete()
        SpaceComment.across_brands.filter(author=person).delete()
        SpaceKudos.across_brands.filter(giver=person).delete()
        SpaceAnswer.across_brands.filter(author=person).delete()
        SpaceInvitation.across_brands.filter(by=person).delete()
        SpaceInvitation.across_brands.filter(person=person).delete()
        answered = SpaceAnswer.across_brands.filter(question=OuterRef("pk"))
        asked = SpaceQuestion.across_brands.filter(author=person)
        asked.exclude(Exists(answered)).delete()
        asked.update(title="–", body="", case=None)
