"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from kundenkreis.following.models import DigestChoice, MemberFollow, TopicFollow
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class FollowingData(PersonalData):
    tables = ("TopicFollow", "MemberFollow", "DigestChoice")

    def export(self, person: Person) -> dict[str, Any]:
        """What she follows. Who follows her is theirs."""
        topics = TopicFollow.objects.filter(person=person)
        members = MemberFollow.objects.filter(person=person)
        digest = DigestChoice.objects.filter(person=person)
        return {
            "digest": list(digest.values("every", "chosen_at")),
            "topics": list(topics.values("topic__slug", "at")),
            "members": list(members.values("member__nickname", "at")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Nobody follows who is gone, nor is followed by her."""
        DigestChoice.across_brands.filter(person=person).delete()
        TopicFollow.across_brands.filter(person=person).delete()
        MemberFollow.across_brands.filter(Q(person=person) | Q(member=person)).delete()
